// Row 7: conditional access, and calls through pointers.
Node? node = new() { Next = new() };
Log.Line(node?./* row 7: intercepted */Value(1));
Log.Line(node?.Next?./* row 7: intercepted */Value(2));
Log.Line(node?.Next?.Next?./* row 7: intercepted */Value(Side()));
Log.Line(node?./* row 7: intercepted */Self()?.Next?./* row 7: body */Wrapped(4));
Node? none = null;
try { none!./* row 7: intercepted */Value(Side()); } catch (NullReferenceException e) { Log.Thrown(e); }
unsafe
{
    Cell cell = new();
    Cell* pointer = &cell;
    pointer->/* row 7: intercepted */Add(5);
    (*pointer)./* row 7: intercepted */Add(6);
    Log.Line(cell.Count);
}

static int Side() { Log.Line("side"); return 3; }

partial class Node
{
    public Node? Next;
    [Traced] public int Value(int x) => x;
    [Traced] public Node? Self() => this;
    [Traced] public partial int Wrapped(int x);
    private int WrappedCore(int x) => x;
}

struct Cell { public int Count; [Traced] public void Add(int x) => Count += x; }

/* trace:
Node.Value
Node.Value
Node.Self
Node.Wrapped
Node.Value [fault]
Cell.Add
Cell.Add
*/
