namespace AutoTrace.Generators.Tests.Proofs;

/// <summary>Bodies of everyday code that are proven to start no flow.</summary>
public sealed class ProvenBodyTests
{
    [Theory]
    [InlineData("[Traced] int M(int x) => x + 1;")]
    [InlineData("[Traced] static long M(long[] xs) { long sum = 0; foreach (long x in xs) { sum += x; } return sum; }")]
    [InlineData("int total; [Traced] void M(int x) { for (int i = 0; i < x; i++) { total += i; } }")]
    [InlineData("int Size { get; set; } [Traced] int M(C other) => other.Size = Size * 2;")]
    [InlineData("record Item(string Sku, decimal Cost); [Traced] Item M(Item x) => new(x.Sku, x.Cost * 1.4m);")]
    [InlineData("record struct Point(int X, int Y); [Traced] Point M(Point x) => new(x.Y, x.X);")]
    [InlineData(
        "class Bag { public int Count; public string Name { get; set; } = \"\"; } [Traced] object M() => new Bag " +
        "{ Count = 1, Name = \"x\" };")]
    [InlineData("[Traced] string M(string a, int b, Guid c, DayOfWeek d) => $\"{a}-{b:x} {c} {d}\" + a + b;")]
    [InlineData("[Traced] string M(string a) => a.Trim().Substring(1).ToUpperInvariant() ?? string.Empty;")]
    [InlineData("[Traced] bool M(string a, string? b) => a == b && string.Equals(a, b, StringComparison.Ordinal);")]
    [InlineData("[Traced] string M(double x) => x.ToString(System.Globalization.CultureInfo.InvariantCulture);")]
    [InlineData("[Traced] double M(double x) => Math.Sqrt(Math.Max(x, 0));")]
    [InlineData(
        "[Traced] List<string> M(int n) { List<string> all = []; for (int i = 0; i < n; i++) { " +
        "all.Add(i.ToString()); } return all; }")]
    [InlineData(
        "class User { } [Traced] int M(List<User> users) { int n = 0; foreach (User user in users) { n++; } " +
        "return n + users.Count; }")]
    [InlineData(
        "[Traced] int M(Dictionary<string, int> all) { int n = 0; foreach (var each in all) { n += each.Value; } " +
        "return n; }")]
    [InlineData(
        "[Traced] int M(ReadOnlySpan<int> xs) { int n = 0; foreach (int x in xs) { n += x; } return n + " +
        "xs.Slice(1).Length; }")]
    [InlineData("[Traced] int M(int? x) => x ?? (x.HasValue ? x.Value : 0);")]
    [InlineData(
        "[Traced] string M(object x) => x switch { int and > 5 => \"big\", string s => s, null => \"none\", _ => " +
        "\"\" };")]
    [InlineData("[Traced] (int, int) M((int a, int b) x) { (int a, int b) = x; return (b, a); }")]
    [InlineData(
        "[Traced] int M(string x) { try { return int.Parse(x); } catch (FormatException) { return 0; } finally { " +
        "x = \"\"; } }")]
    [InlineData(
        "[Traced] void M(string x) { ArgumentNullException.ThrowIfNull(x); if (x.Length == 0) throw new " +
        "ArgumentException(\"empty\", nameof(x)); }")]
    [InlineData(
        "class Failure(string message, Exception cause) : Exception(message, cause); [Traced] void M() { try { } " +
        "catch (Exception e) { throw new Failure(\"x\", e); } }")]
    [InlineData("[Traced] Task<int> M(int x) => Task.FromResult(x);")]
    [InlineData("[Traced] ValueTask<int> M(int x) => new(x);")]
    [InlineData("[Traced] void M(CancellationToken x) => x.ThrowIfCancellationRequested();")]
    [InlineData(
        "static readonly TimeSpan Limit = TimeSpan.FromSeconds(1); [Traced] TimeSpan M(TimeSpan x) => x > Limit ? " +
        "Limit : x;")]
    [InlineData("static int s_count; [Traced] int M() => Interlocked.Increment(ref s_count);")]
    [InlineData("[Traced] int M(int x) { return Twice(x); int Twice(int y) => 2 * y; }")]
    [InlineData(
        "record Item(string Sku); Item[] items = []; [Traced] object? M(string sku) => Array.Find(items, item => " +
        "item.Sku == sku);")]
    [InlineData(
        "record Item(int Count); [Traced] int M(Item[] items) => items.Where(item => item.Count > 0).Select(item " +
        "=> item.Count).Sum();")]
    [InlineData("[Traced] void M(int x) { AutoTracer.Current.Annotate(\"x\", x); }")]
    [InlineData("[Traced] DateTime M() => DateTime.UtcNow.AddDays(1) + TimeSpan.FromHours(1);")]
    [InlineData(
        "class Node { public Node? Next; } [Traced] int M(Node? x) { int n = 0; while (x is { } node) { n++; x = " +
        "node.Next; } return n; }")]
    [InlineData("[Traced] T M<T>(T x) => x;")]
    [InlineData("[Traced] int M(object x) => x is string { Length: > 3 } s ? s.Length : 0;")]
    [InlineData("[Traced] partial int M(int x); int MCore(int x) => x + 1;")]
    [InlineData("[Traced] int M(int x) => x == 0 ? 0 : M(x - 1);")]
    [InlineData("[Traced] void M() => Forks(); [Traced] void Forks() => Task.Run(() => { });")]
    [InlineData(
        "[Traced] void M() => Forks(); [Traced] partial void Forks(); void ForksCore() => Task.Run(() => { });")]
    [InlineData("internal interface I { [Traced] void Forks(); } [Traced] void M(I x) => x.Forks();")]
    public void IsProven(string members) => Assert.True(ProvenMethods.In($"partial class C {{ {members} }}")["M"]);

    [Fact]
    public void AWrapperNamesTheConstantOfTheMethodThatItCalls()
    {
        Harness.Generation generation = Harness.Generation.Of(Harness.TestCompilation.Create(
            "P", isLibrary: true, "class C { [Traced] internal int M(int x) => x; int N() => M(1); }"));
        string wrappers = generation.Files.Single(file => file.Key.StartsWith("Wrappers.", StringComparison.Ordinal)).Value;

        Assert.Contains("new(\"C.M\"u8, global::AutoTrace.Generated.Proofs.C_", wrappers, StringComparison.Ordinal);
        generation.Emit();
    }
}
