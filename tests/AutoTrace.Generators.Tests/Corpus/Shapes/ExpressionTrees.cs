// Row 28: an expression tree is data, for a database or a mock to read.
using System.Linq.Expressions;

Shop shop = new();
Expression<Func<Shop, int>> tree = x => x./* row 28: AT1007 */Add(1);
Log.Line(((MethodCallExpression)tree.Body).Method.DeclaringType);
Log.Line(tree.Compile()(shop));
Log.Line((from x in new[] { shop }.AsQueryable() where x./* row 28: AT1007 */Add(2) > 0 select x./* row 28: AT1007 */Add(3)).Expression);
Take(x => x./* row 28: AT1007 */Add(4));
Expression<Func<Func<int>>> nested = () => () => shop./* row 28: AT1007 */Add(5);
Log.Line(nested.Compile()()());
Expression<Func<Func<int, int>>> group = () => shop./* row 28: AT1007 */Add;
Log.Line(group.Compile()()(6));
Expression<Func<Shop, int>> wrapped = x => x./* row 28: body */Wrapped(7);
Log.Line(wrapped.Compile()(shop));
Func<Shop, int> code = x => x./* row 28: intercepted */Add(8);
Log.Line(code(shop));

static void Take(Expression<Func<Shop, int>> tree) => Log.Line(tree);

partial class Shop
{
    [Traced] public int Add(int x) => x;
    [Traced] public partial int Wrapped(int x);
    private int WrappedCore(int x) => x;
}

/* trace:
Shop.Wrapped
Shop.Add
*/
