// Rows 30 to 36: calls that C# makes where no name is written.
using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;

Bag bag = [];
/* row 30: AT1011 */foreach (int x in bag) { Log.Line(x); }
/* row 30: AT1011 */await foreach (int x in new Feed()) { Log.Line(x); }
Log.Line(bag./* row 30: intercepted */GetEnumerator().MoveNext());
/* row 31: AT1011 */using (bag) { Log.Line("using"); }
{ /* row 31: AT1011 */using Bag other = new(); Log.Line("using var"); }
/* row 31: AT1011 */await using (new Feed()) { Log.Line("await using"); }
bag./* row 31: intercepted */Dispose();
Log.Line(/* row 32: AT1011 */await bag);
/* row 33: AT1011 */(int a, int b) = bag;
Log.Line(bag is /* row 33: AT1011 */(1, 2) ? a + b : 0);
bag./* row 33: intercepted */Deconstruct(out a, out b);
Bag initialized = new Bag /* row 34: AT1011 */{ 1, 2 };
Bag expression = /* row 34: AT1011 */[3];
Bag spread = /* row 34: AT1011 */[.. new[] { 4 }];
initialized./* row 34: intercepted */Add(5);
Log.Line(initialized.Count + expression.Count + spread.Count);
Bag query = from x in bag /* row 35: AT1011 */where x > a /* row 35: AT1011 */select x + 1;
Log.Line(query./* row 35: intercepted */Where(x => x > 0).Count);
Log.Line(Text.Of(/* row 36: AT1011 */$"a{1}b"));

class Bag : IEnumerable, IDisposable
{
    public int Count;
    [Traced] public List<int>.Enumerator GetEnumerator() => new List<int> { 1 }./* no use: of a list */GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    [Traced] public void Add(int value) => Count += value;
    [Traced] public void /* row 31: AT1004 */Dispose() => Log.Line("disposed");
    [Traced] public void Deconstruct(out int a, out int b) { a = 1; b = 2; }
    [Traced] public TaskAwaiter<int> GetAwaiter() => Task.FromResult(5)./* no use: of a task */GetAwaiter();
    [Traced] public Bag Where(Func<int, bool> where) => this;
    [Traced] public Bag Select(Func<int, int> select) => this;
}

class Feed : IAsyncDisposable
{
    [Traced] public IAsyncEnumerator<int> GetAsyncEnumerator() => Items()./* no use: of another stream */GetAsyncEnumerator();
    [Traced] public async ValueTask /* row 31: AT1004 */DisposeAsync() { /* no use: of another task */await Task.Yield(); Log.Line("disposed later"); }
    private static async IAsyncEnumerable<int> Items() { /* no use: of another task */await Task.Yield(); yield return 2; }
}

static class Text { public static string Of(Handler handler) => handler.ToString(); }

[InterpolatedStringHandler]
class Handler(int literals, int holes)
{
    private readonly StringBuilder _text = new(literals + holes);
    public void AppendLiteral(string text) => _text.Append(text);
    [Traced] public void AppendFormatted(int value) => _text.Append(value);
    public override string ToString() => _text.ToString();
}

/* trace:
Bag.GetEnumerator
Bag.Dispose
Bag.Deconstruct
Bag.Add
Bag.Where
*/
