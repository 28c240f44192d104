// Rows 12, 15, 16 and 50: calls through interfaces, of whatever implements them.
foreach (IOrders orders in new IOrders[] { new Orders(), new Plain(), new Value(), new Explicit(), new Forwarding(), new Bodied() })
{
    Log.Line(orders./* row 12: intercepted */Find(1));
}

ITracedOrders traced = new TracedOrders();
Log.Line(traced./* row 12: intercepted */Load(2));
Log.Line(traced./* row 16: intercepted */Describe());
Log.Line(((IChild)traced)./* row 12: intercepted */Load(3));
Log.Line(((IStore<string>)new Store<string>())./* row 12: intercepted */Put("4", 5));
Log.Line(((IOrders)new Explicit())./* row 15: intercepted */Find(6));
Log.Line(((IOrders)new Forwarding())./* row 15: intercepted */Find(7));
Log.Line(((IMore)new Defaults())./* row 16: intercepted */More());
Log.Line(((IBodied)new Defaults())./* row 16: body */Rest());
IOrders service = (IOrders)new Services().GetService(typeof(IOrders));
Log.Line(service./* row 12: intercepted */Find(8));
Log.Line(((Orders)service)./* row 50: intercepted */FindTwice(9));
IOrders? none = null;
Log.Line(none?./* row 12: intercepted */Find(1));
try { none!./* row 12: intercepted */Find(1); } catch (NullReferenceException) { Log.Line("null"); }

interface IOrders { int Find(int id); }
interface ITracedOrders { [Traced] int Load(int id); [Traced] string Describe() => "default"; }
interface IChild : ITracedOrders;
interface IStore<T> { string Put<U>(T item, U other); }
interface IMore { [Traced] string More() => "more"; }
partial interface IBodied { [Traced] public partial string Rest(); private string RestCore() => "rest"; }
class Defaults : IMore, IBodied;

class Orders : IOrders
{
    [Traced] public virtual int Find(int id) => id;
    [Traced] public int FindTwice(int id) => /* row 50: intercepted */Find(id) + this./* row 50: intercepted */Find(id);
}

class Plain : IOrders { public int Find(int id) => id; }
struct Value : IOrders { [Traced] public int Find(int id) => id; }
class Explicit : IOrders { [Traced] int IOrders.Find(int id) => id; }

partial class Forwarding : IOrders
{
    int IOrders.Find(int id) => /* row 15: body */FindOne(id);
    [Traced] public partial int FindOne(int id);
    private int FindOneCore(int id) => id;
}

partial class Bodied : IOrders
{
    [Traced] public partial int Find(int id);
    private int FindCore(int id) => id;
}

class TracedOrders : IChild { public int Load(int id) => id; }
class Store<T> : IStore<T> { [Traced] public string Put<U>(T item, U other) => $"{item}{other}"; }

class Services : IServiceProvider
{
    public object GetService(Type type) => new Orders();
}

/* trace:
Orders.Find
Value.Find
Explicit.Find
Forwarding.FindOne
Bodied.Find
ITracedOrders.Load
ITracedOrders.Describe
ITracedOrders.Load
Store.Put
Explicit.Find
Forwarding.FindOne
IMore.More
IBodied.Rest
Orders.Find
Orders.FindTwice
  Orders.Find
  Orders.Find
*/
