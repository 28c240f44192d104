// Rows 5 and 6: what a struct's method changes stays changed, or is lost in a copy, as without tracing.
Counter counter = new();
counter./* row 5: intercepted */Add(2);
Counter[] many = [new(), new()];
many[1]./* row 5: intercepted */Add(3);
ref Counter first = ref many[0];
first./* row 5: intercepted */Add(4);
Holder holder = new();
holder.Field./* row 5: intercepted */Add(5);
holder.Frozen./* row 5: intercepted */Add(6);
holder.Property./* row 5: intercepted */Add(7);
new Counter { Value = 8 }./* row 5: intercepted */Add(1);
counter./* row 5: body */Wrapped(10);
Log.Line($"{counter.Value} {many[0].Value} {many[1].Value} {holder.Field.Value} {holder.Frozen.Value}");
Log.Line(counter./* row 5: intercepted */Read());
Log.Line(new Point(1, 2)./* row 5: intercepted */Sum());
int[] data = [1, 2];
Cursor cursor = new(data);
while (cursor./* row 5: intercepted */Move()) { cursor./* row 5: intercepted */Current() *= 10; }
Log.Line(data[0] + data[1]);

Counter<string> generic = new();
generic.Run();
generic./* row 6: intercepted */Add(1);
Log.Line(generic.Value);

partial struct Counter
{
    public int Value;
    [Traced] public void Add(int x) => Value += x;
    [Traced] public readonly int Read() => Value;
    [Traced] public partial void Wrapped(int x);
    private void WrappedCore(int x) => Value += x;
}

readonly record struct Point(int X, int Y) { [Traced] public int Sum() => X + Y; }

class Holder { public Counter Field; public readonly Counter Frozen; public Counter Property => Field; }

ref struct Cursor(Span<int> items)
{
    private readonly Span<int> _items = items;
    private int _index = -1;
    [Traced] public bool Move() => ++_index < _items.Length;
    [Traced] public ref int Current() => ref _items[_index];
}

partial struct Counter<T>
{
    public int Value;
    public void Run()
    {
        /* row 6: intercepted */Add(2);
        this./* row 6: intercepted */Add(4);
        /* row 6: intercepted */Hidden(8);
        /* row 6: body */Wrapped(16);
    }

    [Traced] public void Add(int x) => Value += x;
    [Traced] private void Hidden(int x) => Value += x;
    [Traced] public partial void Wrapped(int x);
    private void WrappedCore(int x) => Value += x;
}

/* trace:
Counter.Add
Counter.Add
Counter.Add
Counter.Add
Counter.Add
Counter.Add
Counter.Add
Counter.Wrapped
Counter.Read
Point.Sum
Cursor.Move
Cursor.Current
Cursor.Move
Cursor.Current
Cursor.Move
Counter.Add
Counter.Add
Counter.Hidden
Counter.Wrapped
Counter.Add
*/
