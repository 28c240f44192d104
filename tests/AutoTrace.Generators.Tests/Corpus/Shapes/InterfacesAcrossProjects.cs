// Rows 12, 13, 42, 43, 44 and 52: interface, implementers and callers in projects of their own.
//// project Contracts: library
namespace Shop;

public interface IOrders { int Find(int id); }
public interface ITraced { [Traced] int Load(int id); }

//// project Implementations: library, packable
namespace Shop;

public class Orders : IOrders, ITraced
{
    [Traced] public int /* row 13: AT1005 */Find(int id) => id;
    public int /* row 43: AT1010 */Load(int id) => id;
}

public partial class Bodied : IOrders, ITraced
{
    [Traced] public partial int Find(int id);
    private int FindCore(int id) => id;
    [Traced] public partial int Load(int id);
    private int LoadCore(int id) => id;
}

public static partial class Tariff
{
    [Traced] public static int /* row 44: AT1010 */Price(int id) => id;
    [Traced] public static partial int Quote(int id);
    private static int QuoteCore(int id) => id;
}

//// project Callers: library, only Contracts
namespace Shop;

public static class Caller
{
    public static int Run(IOrders orders) => orders./* row 13: AT1005 of Orders.Find */Find(1);
    public static int Run(ITraced orders) => orders./* row 13: intercepted */Load(2);
}

//// project Compiled: library, untraced
namespace Shop;

// Stands for F#, Visual Basic, projects without AutoTrace and packages that were compiled before.
public static class Elsewhere
{
    public static int Price() => Tariff./* row 42: AT1010 of Tariff.Price */Price(3);
    public static int Quote() => Tariff./* row 42: body of Tariff.Quote */Quote(4);
    public static Func<int, int> Delegate() => Tariff./* row 43: body of Tariff.Quote */Quote;
    public static int Direct() => Tariff./* row 43: AT1010 of Tariff.Price */Price(5);
    public static int Older(Bodied orders) => orders./* row 44: body of Bodied.Find */Find(6);
    public static int Old() => Tariff./* row 44: AT1010 of Tariff.Price */Price(7);
}

//// project App
using Shop;

Log.Line(Caller.Run((IOrders)new Orders()) + Caller.Run((IOrders)new Bodied()));
Log.Line(Caller.Run((ITraced)new Orders()) + Caller.Run((ITraced)new Bodied()));
Log.Line(((IOrders)new Orders())./* row 12: intercepted */Find(1));
Log.Line(((IOrders)new Bodied())./* row 52: intercepted */Find(2));
Log.Line(((ITraced)new Bodied())./* row 52: intercepted */Load(3));
Log.Line(new Bodied()./* row 52: body */Load(4));
Log.Line(((ITraced)new Here())./* row 52: intercepted */Load(5));
Log.Line(new Here()./* row 52: body */Load(6));
Log.Line(Tariff./* row 1: intercepted */Price(8) + Tariff./* row 1: body */Quote(9));
Log.Line(Elsewhere./* no use: another method */Price() + Elsewhere./* no use: another method */Quote());
Log.Line(Elsewhere.Delegate()(1) + Elsewhere.Direct() + Elsewhere.Older(new Bodied()) + Elsewhere.Old());

partial class Here : ITraced
{
    [Traced] public partial int Load(int id);
    private int LoadCore(int id) => id;
}

/* trace:
Bodied.Find
ITraced.Load
ITraced.Load
Orders.Find
Bodied.Find
ITraced.Load
Bodied.Load
ITraced.Load
Here.Load
Tariff.Price
Tariff.Quote
Tariff.Quote
Tariff.Quote
Bodied.Find
*/
