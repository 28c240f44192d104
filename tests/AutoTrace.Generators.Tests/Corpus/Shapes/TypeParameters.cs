// Row 20: receivers whose type is a parameter: a struct would be boxed, its changes lost.
Counter counter = new();
P.Twice(ref counter);
P.Value(counter);
P.Reference(new Boxed());
P.Derived(new Boxed());
P.Bodied(ref counter);
Log.Line(counter.Count);

interface ICounter { [Traced] void Add(); void Increase(); }

partial struct Counter : ICounter
{
    public int Count;
    public void Add() => Count++;
    [Traced] public partial void Increase();
    private void IncreaseCore() => Count++;
}

class Boxed : ICounter { public void Add() => Log.Line("boxed"); public void Increase() { } }

static class P
{
    public static void Twice<T>(ref T counter) where T : ICounter { counter./* row 20: AT1012 */Add(); counter./* row 20: AT1012 */Add(); }
    public static void Value<T>(T counter) where T : struct, ICounter { counter./* row 20: AT1012 */Add(); Log.Line(counter); }
    public static void Reference<T>(T counter) where T : class, ICounter => counter./* row 20: intercepted */Add();
    public static void Derived<T>(T counter) where T : Boxed, ICounter => counter./* row 20: intercepted */Add();
    public static void Bodied<T>(ref T counter) where T : ICounter => counter./* no use: only a body is traced */Increase();
}

/* trace:
ICounter.Add
Boxed.Add
Counter.Increase
*/
