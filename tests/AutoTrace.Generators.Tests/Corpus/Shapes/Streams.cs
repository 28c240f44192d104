// Row 46: a subsegment around each enumeration, current while the body runs and never while its consumer does.
foreach (int x in Feed./* row 46: intercepted */Items(2)) { Log.Line(x); Feed./* row 46: intercepted */Consume(); }
await foreach (int x in Feed./* row 46: intercepted */Stream(2)) { Log.Line(x); Feed./* row 46: intercepted */Consume(); }
foreach (int x in Feed./* row 46: body */Bodied(1)) { Log.Line(x); Feed./* row 46: intercepted */Consume(); }
await foreach (int x in Feed./* row 46: body */BodiedStream(1)) { Log.Line(x); Feed./* row 46: intercepted */Consume(); }
using (IEnumerator<int> cursor = Feed./* row 46: intercepted */Cursor()) { cursor.MoveNext(); Log.Line(cursor.Current); }
_ = Feed./* row 46: intercepted */Items(9);
try { foreach (int x in Feed./* row 46: intercepted */Broken()) { Log.Line(x); } } catch (FormatException e) { Log.Thrown(e); }
try { await foreach (int x in Feed./* row 46: intercepted */BrokenStream()) { Log.Line(x); } } catch (FormatException e) { Log.Line(e.Message); }
Log.Line(Feed./* row 46: intercepted */Listed().Count());

static partial class Feed
{
    [Traced] public static void Consume() { }
    [Traced] public static void Produce() { }
    [Traced] public static IEnumerable<int> Items(int count) { for (int i = 0; i < count; i++) { /* row 46: intercepted */Produce(); yield return i; } }
    [Traced] public static async IAsyncEnumerable<int> Stream(int count) { for (int i = 0; i < count; i++) { await Task.Yield(); /* row 46: intercepted */Produce(); yield return i; } }
    [Traced] public static IEnumerator<int> Cursor() { yield return 1; }
    [Traced] public static IEnumerable<int> Broken() { yield return 1; throw new FormatException("broken"); }
    [Traced] public static async IAsyncEnumerable<int> BrokenStream() { yield return 1; await Task.Yield(); throw new FormatException("broken"); }
    [Traced] public static IEnumerable<int> Listed() => [1, 2];
    [Traced] public static partial IEnumerable<int> Bodied(int count);
    private static IEnumerable<int> BodiedCore(int count) { /* row 46: intercepted */Produce(); yield return count; }
    [Traced] public static partial IAsyncEnumerable<int> BodiedStream(int count);
    private static async IAsyncEnumerable<int> BodiedStreamCore(int count) { await Task.Yield(); /* row 46: intercepted */Produce(); yield return count; }
}

/* trace:
Feed.Items
  Feed.Produce
  Feed.Produce
Feed.Consume
Feed.Consume
Feed.Stream
  Feed.Produce
  Feed.Produce
Feed.Consume
Feed.Consume
Feed.Bodied
  Feed.Produce
Feed.Consume
Feed.BodiedStream
  Feed.Produce
Feed.Consume
Feed.Cursor
Feed.Broken [fault]
Feed.BrokenStream [fault]
Feed.Listed
*/
