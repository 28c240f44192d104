// [assembly: Traced(Include = …, Exclude = …)]: uses of what it selects, as if each method had the attribute, and of what
// it leaves out: trivial bodies, what is not public, excluded names, [NoTrace].
//// project Stock: library
[assembly: Traced(Include = "Shop.*")]
namespace Shop
{
    public class Shelf
    {
        private int _items = 5;
        public int Take(int count) { _items -= count; return _items; }
        public int Items() => _items;
    }
}

//// project App
using Shop;

[assembly: Traced(Include = "Shop.*; Depot.*", Exclude = "Shop.Generated.*; *.ToDto")]

Orders orders = new();
Log.Line(orders./* row 1: intercepted */Price(1));
Log.Line(Orders./* row 1: intercepted */Zero());
Log.Line(orders./* no use: returns a field */Count());
orders./* no use: assigns a parameter to a field */Rename("a");
Log.Line(orders./* no use: returns a field's member */Size());
orders./* no use: has an empty body */Touch();
Log.Line(orders./* no use: hands its argument on */Forward(2));
Log.Line(await orders./* no use: hands its argument on */ForwardAsync(3));
Log.Line(orders./* no use: excluded by its name */ToDto());
Log.Line(orders./* no use: has [NoTrace] */Hidden());
Log.Line(orders./* no use: is not public */Internal());
Log.Line(orders./* no use: overrides a method of object */ToString());
Log.Line(orders./* row 1: intercepted */Asked());
/* no use: is left out of types */using (orders) { }
orders./* no use: is left out of types */Dispose();
Log.Line(new Orders.Line()./* row 5: intercepted */Total(4));
Log.Line(new Box<string>()./* row 4: intercepted */Put<int>("b"));
Log.Line(5./* row 9: intercepted */Twice());
foreach (int x in orders./* row 46: intercepted */Each()) { Log.Line(x); }
Func<int, int> price = orders./* row 23: AT1001 */Price;
Log.Line(price(6));
Func<int> count = orders./* no use: returns a field */Count;
Log.Line(count());
IDesk desk = new Desk();
Log.Line(desk./* row 12: intercepted */Serve(7));
Log.Line(desk./* no use: no implementer's is selected */Clerk());
Log.Line(new Shop.Generated.Client()./* no use: excluded with its namespace */Send());
Log.Line(new Depot()./* row 1: intercepted */Load());
Log.Line(new Yard()./* no use: in no pattern */Load());
Shelf shelf = new();
Log.Line(shelf./* row 1: intercepted */Take(8));
Log.Line(shelf./* no use: returns a field */Items());

class Depot { public int Load() => 1 + 1; }
class Yard { public int Load() => 1 + 1; }

namespace Shop
{
    public class Orders : IDisposable
    {
        private readonly int _count = 1;
        private string _name = "";
        public int Price(int items) => items * 10;
        public static int Zero() { int zero = 0; return zero; }
        public int Count() => _count;
        public void Rename(string name) => _name = name;
        public int Size() { return this._name.Length; }
        public void Touch() { }
        public int Forward(int items) => /* row 50: intercepted */Price(items);
        public async Task<int> ForwardAsync(int items) => await /* row 50: intercepted */PriceAsync(items).ConfigureAwait(false);
        public async Task<int> PriceAsync(int items) { await Task.Yield(); return items * 10; }
        public string ToDto() => _name + _count;
        [NoTrace] public int Hidden() => _count + 1;
        internal int Internal() => _count + 2;
        public override string ToString() => _name + "!";
        [Traced] public int Asked() => _count;
        public void Dispose() => _name += "x";
        public IEnumerable<int> Each() { yield return _count; }
        public struct Line { public int Total(int x) => x + 1; }
    }

    class Box<T> { public string Put<U>(T item) where U : struct => typeof(U).Name + item; }
    static class Numbers { public static int Twice(this int x) => x * 2; }
    interface IDesk { int Serve(int x); int Clerk(); }
    class Desk : IDesk { public int Serve(int x) => x - 1; public int Clerk() => 9; }
}

namespace Shop.Generated { class Client { public int Send() => 1 + 1; } }

/* trace:
Orders.Price
Orders.Zero
Orders.Price
Orders.PriceAsync
Orders.Asked
Line.Total
Box.Put
Numbers.Twice
Orders.Each
Desk.Serve
Depot.Load
Shelf.Take
*/
