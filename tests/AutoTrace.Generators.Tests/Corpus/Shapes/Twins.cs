// Row 48: two files of the same text. The compiler tells places apart by the text of their file.
Shop shop = new();
Log.Line(shop./* row 48: intercepted */Price());
foreach (Type twin in typeof(Shop).Assembly.GetTypes().Where(type => type.Name.EndsWith("Twin", StringComparison.Ordinal)))
{
    Log.Line(twin.GetMethod("Run")!.Invoke(null, [shop]));
}

partial class Shop
{
    [Traced] public int Price() => 1;
    [Traced] public partial int Quote();
    private int QuoteCore() => 2;
}

//// file
file static class Twin { public static int Run(Shop shop) => shop./* row 48: AT1013 */Price() + shop./* row 48: body */Quote(); }
//// file
file static class Twin { public static int Run(Shop shop) => shop./* row 48: AT1013 */Price() + shop./* row 48: body */Quote(); }
/* trace:
Shop.Price
Shop.Quote
Shop.Quote
*/
