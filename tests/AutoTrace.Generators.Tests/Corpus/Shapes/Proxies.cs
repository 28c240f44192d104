// Row 51: an implementer that exists at run time only.
using System.Reflection;

IOrders orders = new Orders();
Log.Line(orders./* row 51: intercepted */Find(1));
orders = DispatchProxy.Create<IOrders, Proxy>();
Log.Line(orders./* row 51: intercepted */Find(2));
ITraced traced = DispatchProxy.Create<ITraced, Proxy>();
Log.Line(traced./* row 51: intercepted */Load(3));

public interface IOrders { int Find(int id); }
public interface ITraced { [Traced] int Load(int id); }
class Orders : IOrders { [Traced] public int Find(int id) => id; }
public class Proxy : DispatchProxy { protected override object? Invoke(MethodInfo? method, object?[]? arguments) => arguments![0]; }

/* trace:
Orders.Find
ITraced.Load
*/
