// Rows 30, 33, 34 and 36: calls that C# makes for ranges, patterns, pointers and collections.
using System.Collections;
using System.Runtime.CompilerServices;

Log.Line(new Pair() is /* row 33: AT1011 */var (a, b) ? a + b : 0);
Pair pair = new();
Log.Line(/* row 36: AT1011 */pair[..1].Length);
Log.Line(pair is [.., 1] ? "last" : "");
Log.Line(pair is [/* row 36: AT1011 */.. var rest, 1] ? rest.Length : 0);
unsafe { /* row 36: AT1011 */fixed (int* pointer = pair) { Log.Line(*pointer); } }
List<int> spread = [/* row 30: AT1011 */.. new Bag()];
Log.Line(spread.Count + Count(1, 2));
Texts extended = /* row 34: AT1011 */["text"];
Built built = [1, 2];
Log.Line(built.Count + extended.Count);

static int Count(/* row 34: AT1011 */params Sum items) => items.Total;

class Pair
{
    private int _pinned = 7;
    public int Length => 3;
    public int this[int index] => 1;
    [Traced] public int[] Slice(int start, int length) => new int[length];
    [Traced] public ref int GetPinnableReference() => ref _pinned;
    [Traced] public void Deconstruct(out int a, out int b) { a = 1; b = 2; }
}

class Bag : IEnumerable
{
    [Traced] public List<int>.Enumerator GetEnumerator() => new List<int> { 1 }./* no use: of a list */GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
}

class Texts : IEnumerable
{
    public int Count;
    public void Add(int item) => Count += item;
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
}

static class Extensions
{
    [Traced] public static void Add(this Texts texts, string item) => texts.Count += item.Length;
}

class Sum : IEnumerable<int>
{
    public int Total;
    [Traced] public void Add(int item) => Total += item;
    public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
}

[CollectionBuilder(typeof(Builder), "Make")]
class Built(int count) : IEnumerable<int>
{
    public int Count => count;
    public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
}

static class Builder
{
    [Traced] public static Built /* row 34: AT1004 */Make(ReadOnlySpan<int> items) => new(items.Length);
}

/* trace:
*/
