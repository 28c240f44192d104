// Row 21: calls wherever C# lets one be.
using System.IO;

Log.Line(P./* row 21: intercepted */M(1));
Func<int> lambda = () => P./* row 21: intercepted */M(2);
Func<Func<int>> nested = () => () => P./* row 21: intercepted */M(3);
Log.Line(lambda() + nested()() + Local() + Static());
Log.Line((from x in new[] { 4 } where P./* row 21: intercepted */M(x) > 0 orderby P./* row 21: intercepted */M(x) select P./* row 21: intercepted */M(x)).Single());
Log.Line($"{P./* row 21: intercepted */M(5)} {new C(6).Field} {C.StaticField} {new C(7).Property} {new C(8)[9]}");
int guard = 10;
switch (guard) { case int x when P./* row 21: intercepted */M(x) > 0: Log.Line("guard"); break; }
Log.Line(guard switch { _ when P./* row 21: intercepted */M(11) > 100 => "no", _ => "yes" });
using (P./* row 21: intercepted */Open()) { Log.Line("using"); }
lock (P./* row 21: intercepted */Gate()) { Log.Line("lock"); }
foreach (int item in P./* row 21: intercepted */Items()) { Log.Line(item); }
for (int i = P./* row 21: intercepted */M(0); i < P./* row 21: intercepted */M(1); i += P./* row 21: intercepted */M(1)) { Log.Line("for"); }
if (P./* row 21: intercepted */M(1) > 0 || P./* row 21: intercepted */M(2) > 0) { Log.Line("short circuit"); }
int[] all = [P./* row 21: intercepted */M(1), .. P./* row 21: intercepted */Items()];
Log.Line(all.Length);
try { throw new FormatException(); } catch (FormatException) when (P./* row 21: intercepted */M(1) > 0) { Log.Line("filter"); }
await foreach (int item in Stream()) { Log.Line(item); }
Log.Line(await P./* row 21: intercepted */LaterAsync(P./* row 21: intercepted */M(12)));
Log.Line(P./* row 21: intercepted */M(P./* row 21: intercepted */M(13)));
P./* row 21: body */Wrapped();
checked { Log.Line(unchecked(P./* row 21: intercepted */M(14))); }
_ = new Derived();

int Local() => P./* row 21: intercepted */M(15);
static int Static() => P./* row 21: intercepted */M(16);
static async IAsyncEnumerable<int> Stream() { await Task.Yield(); yield return P./* row 21: intercepted */M(17); }

static partial class P
{
    [Traced] public static int M(int x) => x;
    [Traced] public static IDisposable Open() => new MemoryStream();
    [Traced] public static object Gate() => new();
    [Traced] public static int[] Items() => [1, 2];
    [Traced] public static async Task<int> LaterAsync(int x) { await Task.Yield(); return x; }
    [Traced] public static partial void Wrapped();
    private static void WrappedCore() => Log.Line("wrapped");
}

class C(int x)
{
    public static readonly int StaticField = P./* row 21: intercepted */M(18);
    public readonly int Field = P./* row 21: intercepted */M(x);
    public int Property { get; } = P./* row 21: intercepted */M(19);
    public int this[int i] => P./* row 21: intercepted */M(i);
}

class Base(int x) { public int X => x; }
class Derived() : Base(P./* row 21: intercepted */M(20));

/* trace:
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.M
P.Open
P.Gate
P.Items
P.M
P.M
P.M
P.M
P.M
P.M
P.Items
P.M
P.M
P.M
P.LaterAsync
P.M
P.M
P.Wrapped
P.M
P.M
*/
