#define YES
// Row 47: where the symbol is not defined there is no call, and nothing to trace.
using System.Diagnostics;

Audit./* row 47: intercepted */Write(Side(1));
Audit./* row 47: intercepted */Leave(Side(2));
Audit./* row 47: body */Bodied(Side(3));
Audit./* row 47: body */Gone(Side(4));

static int Side(int x) { Log.Line("side" + x); return x; }

static partial class Audit
{
    [Traced, Conditional("YES")] public static void Write(int x) => Log.Line("write");
    [Traced, Conditional("NO")] public static void Leave(int x) => Log.Line("leave");
    [Traced, Conditional("YES")] public static partial void Bodied(int x);
    private static void BodiedCore(int x) => Log.Line("bodied");
    [Traced, Conditional("NO")] public static partial void Gone(int x);
    private static void GoneCore(int x) => Log.Line("gone");
}

/* trace:
Audit.Write
Audit.Bodied
*/
