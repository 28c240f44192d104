// Row 38: constructors.
Log.Line(new Money(1).Cents);
Log.Line(new /* row 38: body of Basket..ctor */Basket(2).Count);

class Money
{
    [Traced] public /* row 38: AT1017 */Money(int cents) => Cents = cents;
    public int Cents { get; }
}

partial class Basket
{
    public int Count;
    [Traced] public partial Basket(int count);
    private void BasketCore(int count) => Count = count;
}

/* trace:
Basket.ctor
*/
