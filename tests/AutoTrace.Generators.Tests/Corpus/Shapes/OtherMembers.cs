// Rows 37 to 40: what is no ordinary method.
Money money = new(1);
Log.Line((money + money).Cents + -money.Cents + (int)money);
money.Total = 3;
money.Changed += Nothing;
Log.Line(money.Total + money[1]);
Log.Line(Local(4));
Func<int, int> lambda = /* row 40: AT2001 */[Traced] (int x) => x;
Log.Line(lambda(5));
Basket basket = new();
basket./* row 37: body */Sum = 6;
Log.Line(basket./* row 37: body */Sum + basket[7] + basket./* row 37: AT1017 of Basket.Plain */Plain);

[Traced] static int /* row 40: AT2001 */Local(int x) => x;
static void Nothing() { }

class Money(int cents)
{
    public int Cents => cents;
    public int Total { [Traced] /* row 37: AT2001 */get; [Traced] /* row 37: AT2001 */set; }
    public int this[int i] { [Traced] /* row 37: AT2001 */get => i; }
    public event Action Changed { [Traced] /* row 37: AT2001 */add { } remove { } }
    [Traced] public static Money operator /* row 39: AT2001 */+(Money a, Money b) => new(a.Cents + b.Cents);
    [Traced] public static explicit operator /* row 39: AT2001 */int(Money a) => a.Cents;
    [Traced] ~/* row 39: AT2001 */Money() => cents = 0;
}

partial class Basket
{
    [Traced] public partial int Sum { get; set; }
    private int SumCore { get; set; }
    [Traced] public partial int this[int i] { get; }
    private int GetItemCore(int i) => i;
    [Traced] public int /* row 37: AT1017 */Plain { get; } = 8;
}

/* trace:
Basket.Sum.set
Basket.Sum.get
Basket.Item.get
*/
