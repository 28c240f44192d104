// Rows 23, 24 and 25: a delegate or a pointer instead of a call.
Shop shop = new();
Func<int, int> add = shop./* row 23: AT1001 */Add;
Log.Line(add(1));
Log.Line(new[] { 2 }.Select(shop./* row 23: AT1001 */Add).Single());
Log.Line(new[] { 3 }.Select(Shop./* row 23: AT1001 */Twice).Single());
Log.Line(new[] { 4 }.Select(x => shop./* row 23: intercepted */Add(x)).Single());
shop.Changed += shop./* row 23: AT1001 */Add;
Log.Line(shop.Raise(5));
shop.Changed -= shop./* row 23: AT1001 */Add;
Map(Shop./* row 23: AT1001 */Twice);
Map(Shop./* row 23: body */Wrapped);
IAdd adder = shop;
Func<int, int> through = adder./* row 23: AT1001 */Add;
Log.Line(through(6));
Func<int> twice = shop./* row 24: AT1001 */Extended;
Log.Line(twice());
Func<int> bodied = shop./* row 24: body */Bodied;
Log.Line(bodied());
unsafe
{
    delegate*<int, int> pointer = &Shop./* row 25: AT1001 */Twice;
    delegate*<int, int> wrapped = &Shop./* row 25: body */Wrapped;
    Log.Line(pointer(7) + wrapped(8));
}

Log.Line((shop!./* row 23: AT1001 */Add)(10));
Log.Line((shop!./* row 24: body */Bodied)());

static void Map(Func<int, int> handler) => Log.Line(handler(9));

interface IAdd { int Add(int x); }

partial class Shop : IAdd
{
    public event Func<int, int>? Changed;
    public int? Raise(int x) => Changed?.Invoke(x);
    [Traced] public int Add(int x) => x;
    [Traced] public static int Twice(int x) => x * 2;
    [Traced] public static partial int Wrapped(int x);
    private static int WrappedCore(int x) => x;
}

static partial class ShopExtensions
{
    [Traced] public static int Extended(this Shop shop) => 1;
    [Traced] public static partial int Bodied(this Shop shop);
    private static int BodiedCore(Shop shop) => 2;
}

/* trace:
Shop.Add
Shop.Wrapped
ShopExtensions.Bodied
Shop.Wrapped
ShopExtensions.Bodied
*/
