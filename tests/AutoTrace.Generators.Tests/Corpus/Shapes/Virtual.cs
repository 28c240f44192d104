// Rows 17, 18 and 19: virtual calls, and calls of the base.
Base based = new Derived();
Log.Line(based./* row 17: intercepted */Run(1));
Log.Line(new Derived()./* row 17: intercepted */Run(2));
Log.Line(based./* row 17: intercepted */Late(3));
Log.Line(new Base()./* row 17: intercepted */Late(4));
Log.Line(based./* row 17: body */Wrapped(5));
Log.Line(based.Template());
Log.Line(new Derived().Bases());
Log.Line(new Leaf().Up(6));
Log.Line(new Derived()./* row 17: intercepted */Shared());

partial class Base
{
    [Traced] public virtual int Run(int x) => x;
    public virtual int Late(int x) => x;
    [Traced] public virtual partial int Wrapped(int x);
    private int WrappedCore(int x) => x;
    [Traced] public int Shared() => 1;
    [Traced] protected virtual int Step() => 2;
    public int Template() => /* row 17: intercepted */Step();
}

class Derived : Base
{
    [Traced] public override int Run(int x) => base./* row 19: AT1006 */Run(x) + 10;
    [Traced] public override int Late(int x) => base./* no use: the base's is not traced */Late(x) + 20;
    protected override int Step() => base./* row 19: AT1006 */Step() + 30;
    public int Bases() => base./* row 18: intercepted */Shared() + base./* row 19: body */Wrapped(7);
}

partial class Leaf : Base
{
    public int Up(int x) => base./* row 19: intercepted */Run(x) + base./* row 18: intercepted */Shared();
}

/* trace:
Base.Run
Derived.Run
Derived.Late
Base.Wrapped
Base.Step
Base.Shared
Base.Wrapped
Base.Run
Base.Shared
Base.Shared
*/
