// Row 3: types that no other file can name.
Outer.Run();
new Local()./* row 3: AT1008 */Open();
Log.Line(new Box<Local>()./* row 3: intercepted */Put(new Local()));
Log.Line(new Box<object>()./* row 3: intercepted */Put(new { Name = "anonymous" }));

partial class Outer
{
    public static void Run()
    {
        /* row 3: AT1008 */Take(new Row());
        new Row()./* row 3: AT1008 */Save();
        /* row 3: AT1008 */Empty(Kind.Full);
        /* row 3: body */Keep(new Row());
        Log.Line(new Box<Kind>()./* row 3: intercepted */Put(Kind.Full));
    }

    [Traced] private static void Take(Row row) => Log.Line("take");
    [Traced] private static Kind[] Empty(params Kind[] kinds) => kinds;
    [Traced] private static partial void Keep(Row row);
    private static void KeepCore(Row row) => Log.Line("keep");

    private class Row { [Traced] public void Save() => Log.Line("save"); }
    private enum Kind { Full }
}

file class Local { [Traced] public void Open() => Log.Line("open"); }
class Box<T> { [Traced] public string Put(T item) => item is not null ? "put" : ""; }

/* trace:
Outer.Keep
Box.Put
Box.Put
Box.Put
*/
