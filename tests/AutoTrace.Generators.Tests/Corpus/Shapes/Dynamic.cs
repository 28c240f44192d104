// Rows 26 and 27: calls that are bound at run time.
dynamic number = 1;
dynamic shop = new Shop();
Log.Line(Shop./* row 26: AT1002 */Twice(number));
Log.Line(new Shop()./* row 26: AT1002 */Add(number));
Log.Line(Shop./* row 26: body */Wrapped(number));
Log.Line(Shop./* row 26: intercepted */Twice((int)number));
Log.Line(shop./* row 27: AT1002 */Add(2));
Log.Line(shop./* row 27: body of Shop.Bodied */Bodied(4));
Log.Line(((Shop)shop)./* row 27: intercepted */Add(5));
shop?./* row 27: AT1002 */Add(3);
try { shop!./* row 27: AT1002 */Add("not a number"); }
catch (Microsoft.CSharp.RuntimeBinder.RuntimeBinderException) { Log.Line("no overload"); }

public partial class Shop
{
    [Traced] public static int Twice(int x) => x * 2;
    [Traced] public int Add(int x) => x;
    [Traced] public static partial int Wrapped(int x);
    private static int WrappedCore(int x) => x;
    [Traced] public partial int Bodied(int x);
    private int BodiedCore(int x) => x;
}

/* trace:
Shop.Wrapped
Shop.Twice
Shop.Bodied
Shop.Add
*/
