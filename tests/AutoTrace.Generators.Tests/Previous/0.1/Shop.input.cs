// What wrappers of this version called, as many members of CompilerServices as a program can.
Desk desk = new();
desk.Count(ref desk.Total);
await desk.RunAsync();
Log.Line(desk.Total);
Log.Line(await desk.SumAsync<int>([1, 2]));
await desk.WaitAsync();
Log.Line(await desk.AskAsync(3));
Log.Line(Desk.Text());
foreach (int number in desk.Numbers(2)) { Log.Line(number); }
foreach (object? item in desk.Items()) { Log.Line(item); }
IEnumerator<int> enumerator = desk.Enumerator();
while (enumerator.MoveNext()) { Log.Line(enumerator.Current); }
System.Collections.IEnumerator untyped = desk.Untyped();
while (untyped.MoveNext()) { Log.Line(untyped.Current); }
await foreach (string line in desk.LinesAsync(Guid.Empty)) { Log.Line(line); }
IAsyncEnumerator<string> lines = desk.Lines();
while (await lines.MoveNextAsync()) { Log.Line(lines.Current); }
foreach (IDesk any in new IDesk[] { new Wrapped(), new Plain() }) { await any.OpenAsync("key"); }
foreach (IUntraced any in new IUntraced[] { new Wrapped(), new Plain() }) { any.Close(); Log.Line(any.Steps().Count()); }
try { desk.Fail(); } catch (InvalidOperationException e) { Log.Line(e.Message); }

public interface IDesk { [Traced] Task OpenAsync(string key); [Traced] IEnumerable<int> Walk(); }

public interface IUntraced { void Close(); IEnumerable<int> Steps(); }

public partial class Wrapped : IDesk, IUntraced
{
    [Traced] public partial Task OpenAsync([Annotate] string key);
    private async Task OpenAsyncCore(string key) => await Task.Yield();
    [Traced] public partial IEnumerable<int> Walk();
    private IEnumerable<int> WalkCore() { yield return 1; }
    [Traced] public void Close() { foreach (int step in Walk()) { Log.Line(step); } }
    [Traced] public IEnumerable<int> Steps() { yield return 1; }
}

public class Plain : IDesk, IUntraced
{
    public Task OpenAsync(string key) => Task.CompletedTask;
    public IEnumerable<int> Walk() => [];
    public void Close() => Log.Line("closed");
    public IEnumerable<int> Steps() => [];
}

public class Desk
{
    public int Total;

    [Traced(Level = TracedLevel.Essential)]
    public void Count(ref int total) => total++;

    [Traced(Name = "run", Namespace = SubsegmentNamespace.Remote)]
    public async Task RunAsync() { await Task.Yield(); Private(1, 2, 3.5, true, "text", DayOfWeek.Friday); }

    [Traced(MinimumMilliseconds = 0)]
    public Task<int> SumAsync<T>(params int[] values) => Task.FromResult(values.Sum());

    [Traced]
    public async ValueTask WaitAsync() => await Task.Yield();

    [Traced]
    public ValueTask<long> AskAsync([Annotate] long? question) => new(question ?? 0);

    [Traced]
    public static string Text() => "text";

    [Traced]
    public IEnumerable<int> Numbers([Annotate] int count) { for (int i = 0; i < count; i++) { yield return i; } }

    [Traced]
    public System.Collections.IEnumerable Items() { yield return "item"; }

    [Traced]
    public IEnumerator<int> Enumerator() { yield return 7; }

    [Traced]
    public System.Collections.IEnumerator Untyped() { yield return 8; }

    [Traced]
    public async IAsyncEnumerable<string> LinesAsync([Annotate] Guid id) { await Task.Yield(); yield return "line"; }

    [Traced]
    public async IAsyncEnumerator<string> Lines() { await Task.Yield(); yield return "other"; }

    [Traced]
    public void Fail() => throw new InvalidOperationException("failed");

    [Traced]
    private void Private([Annotate] int a, [Annotate] ulong b, [Annotate] double c, [Annotate] bool d, [Annotate] string e, [Annotate] DayOfWeek f) =>
        Total += a;
}
