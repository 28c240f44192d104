// Rows 1, 2 and 22: calls of methods of one's own project.
Checkout checkout = new();
Log.Line(checkout./* row 1: intercepted */Place(2));
Log.Line(Checkout./* row 1: intercepted */Count());
Log.Line(new Express().Run());
Log.Line(checkout./* row 22: intercepted */Factorial(3));
Log.Line(checkout./* row 22: body */Sum(3));
Log.Line(checkout./* row 1: body */Total(2));
try { checkout./* row 1: intercepted */Fail(); } catch (InvalidOperationException e) { Log.Thrown(e); }
Log.Line(nameof(Checkout./* no use: a name */Place));

partial class Checkout
{
    [Traced] public int Place(int items) => /* row 1: intercepted */Check(items) + this./* row 2: intercepted */Price(items);
    [Traced] internal static int Count() => /* row 2: intercepted */Step();
    [Traced] public int Check(int items) => items;
    [Traced] private int Price(int items) => items * 10;
    [Traced] private static int Step() => 7;
    [Traced] protected int Ship(int items) => items;
    [Traced] protected static int Pack(int items) => items;
    [Traced] private protected int Wrap(int items) => items;
    [Traced] protected internal int Label(int items) => items;
    [Traced] public int Factorial(int n) => n <= 1 ? 1 : n * /* row 22: intercepted */Factorial(n - 1);
    [Traced] public void Fail() => throw new InvalidOperationException("no stock");

    [Traced] public partial int Sum(int n);
    private int SumCore(int n) => n == 0 ? 0 : n + /* row 22: body */Sum(n - 1);

    [Traced] public partial int Total(int n);
    private int TotalCore(int n) => /* row 2: body */Part(n);

    [Traced] private partial int Part(int n);
    private int PartCore(int n) => n;
}

class Express : Checkout
{
    public int Run() => /* row 2: intercepted */Ship(1) + /* row 2: intercepted */Pack(2) +
        /* row 2: intercepted */Wrap(3) + /* row 2: intercepted */Label(4);
}

static class Vault
{
    public static int Open() => /* row 2: intercepted */Turn();
    [Traced] private static int Turn() => 1;
}

/* trace:
Checkout.Place
  Checkout.Check
  Checkout.Price
Checkout.Count
  Checkout.Step
Checkout.Ship
Checkout.Pack
Checkout.Wrap
Checkout.Label
Checkout.Factorial
  Checkout.Factorial
    Checkout.Factorial
Checkout.Sum
  Checkout.Sum
    Checkout.Sum
      Checkout.Sum
Checkout.Total
  Checkout.Part
Checkout.Fail [fault]
*/
