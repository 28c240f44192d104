// Row 38: constructors.
Log.Line(new Money(1).Cents);

class Money
{
    [/* row 38: CS0592 */Traced] public /* row 38: AT2001 */Money(int cents) => Cents = cents;
    public int Cents { get; }
}

/* does not compile */
