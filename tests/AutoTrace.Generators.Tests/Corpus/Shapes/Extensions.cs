// Rows 9 and 10: extension methods, called as a member and as what they are; members of extension blocks.
Basket basket = new(3);
Log.Line(basket./* row 9: intercepted */Twice());
Log.Line(BasketExtensions./* row 9: intercepted */Twice(basket));
Log.Line(basket?./* row 9: intercepted */Twice());
Log.Line(2./* row 9: intercepted */Plus(3));
int value = 4;
value./* row 9: intercepted */Increase();
Log.Line(value);
Log.Line(new Basket(5)./* row 9: body */Thrice());
Log.Line(BasketExtensions./* row 9: body */Thrice(new Basket(6)));
Log.Line(((Basket?)null)./* row 9: intercepted */IsNone());

Log.Line(basket!./* row 10: intercepted */Half());
Log.Line(Basket./* row 10: intercepted */Open(4).Count);
Log.Line(new List<int> { 1 }./* row 10: intercepted */FirstOr("none"));

record Basket(int Count);

static partial class BasketExtensions
{
    [Traced] public static int Twice(this Basket basket) => basket.Count * 2;
    [Traced] public static T Plus<T>(this T a, T b) where T : System.Numerics.INumber<T> => a + b;
    [Traced] public static void Increase(this ref int value) => value++;
    [Traced] public static bool IsNone(this Basket? basket) => basket is null;
    [Traced] public static partial int Thrice(this Basket basket);
    private static int ThriceCore(Basket basket) => basket.Count * 3;
}

static class BasketBlock
{
    extension(Basket basket)
    {
        [Traced] public int Half() => basket.Count / 2;
        [Traced] public static Basket Open(int count) => new(count);
    }

    extension<T>(List<T> items) { [Traced] public string FirstOr<U>(U other) => $"{items[0]}{other}"; }
}

/* trace:
BasketExtensions.Twice
BasketExtensions.Twice
BasketExtensions.Twice
BasketExtensions.Plus
BasketExtensions.Increase
BasketExtensions.Thrice
BasketExtensions.Thrice
BasketExtensions.IsNone
BasketBlock.Half
BasketBlock.Open
BasketBlock.FirstOr
*/
