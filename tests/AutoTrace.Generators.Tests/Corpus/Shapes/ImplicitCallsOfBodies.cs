// Rows 30 to 36 again: wrapped bodies are traced where C# calls them unnamed.
using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;

Bag bag = [];
/* row 30: body of Bag.GetEnumerator */foreach (int x in bag) { Log.Line(x); }
/* row 31: body of Bag.Dispose */using (bag) { Log.Line("using"); }
/* row 31: body of Feed.DisposeAsync */await using (new Feed()) { Log.Line("await using"); }
Log.Line(/* row 32: body of Bag.GetAwaiter */await bag);
/* row 33: body of Bag.Deconstruct */(int a, int b) = bag;
Bag initialized = new Bag /* row 34: body of Bag.Add */{ 1, 2 };
Bag expression = /* row 34: body of Bag.Add */[3];
Log.Line(initialized.Count + expression.Count + a + b);
Bag query = from x in bag /* row 35: body of Bag.Where */where x > a /* row 35: body of Bag.Select */select x + 1;
Log.Line(query.Count);
Log.Line(Text.Of(/* row 36: body of Handler.AppendFormatted */$"a{1}b"));

partial class Bag : IEnumerable, IDisposable
{
    public int Count;
    [Traced] public partial List<int>.Enumerator GetEnumerator();
    private List<int>.Enumerator GetEnumeratorCore() => new List<int> { 1 }./* no use: of a list */GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    [Traced] public partial void Add(int value);
    private void AddCore(int value) => Count += value;
    [Traced] public partial void Dispose();
    private void DisposeCore() => Log.Line("disposed");
    [Traced] public partial void Deconstruct(out int a, out int b);
    private void DeconstructCore(out int a, out int b) { a = 1; b = 2; }
    [Traced] public partial TaskAwaiter<int> GetAwaiter();
    private TaskAwaiter<int> GetAwaiterCore() => Task.FromResult(5)./* no use: of a task */GetAwaiter();
    [Traced] public partial Bag Where(Func<int, bool> where);
    private Bag WhereCore(Func<int, bool> where) => this;
    [Traced] public partial Bag Select(Func<int, int> select);
    private Bag SelectCore(Func<int, int> select) => this;
}

partial class Feed : IAsyncDisposable
{
    [Traced(Body = nameof(CloseAsync))] public partial ValueTask DisposeAsync();
    private async ValueTask CloseAsync() { /* no use: of another task */await Task.Yield(); Log.Line("disposed later"); }
}

static class Text { public static string Of(Handler handler) => handler.ToString(); }

[InterpolatedStringHandler]
partial class Handler(int literals, int holes)
{
    private readonly StringBuilder _text = new(literals + holes);
    public void AppendLiteral(string text) => _text.Append(text);
    [Traced] public partial void AppendFormatted(int value);
    private void AppendFormattedCore(int value) => _text.Append(value);
    public override string ToString() => _text.ToString();
}

/* trace:
Bag.GetEnumerator
Bag.Dispose
Feed.DisposeAsync
Bag.GetAwaiter
Bag.Deconstruct
Bag.Add
Bag.Add
Bag.Add
Bag.Where
Bag.Select
Handler.AppendFormatted
*/
