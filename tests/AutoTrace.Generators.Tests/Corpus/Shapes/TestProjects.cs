// Row 53: projects in which tracing is off, as it is by default in test projects.
//// project Shop: library
public static partial class Shop
{
    [Traced] public static int Price() => 1;
    [Traced] public static partial int Quote();
    private static int QuoteCore() => 2;
}

//// project Tests: test
Log.Line(Shop./* row 53: AT0004 of Tests */Price());
Log.Line(Shop./* row 53: body of Shop.Quote */Quote());

/* trace:
Shop.Quote
*/
