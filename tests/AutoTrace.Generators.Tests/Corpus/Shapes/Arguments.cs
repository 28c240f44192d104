// Row 8: every way to pass an argument and to return a value.
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

int number = 1;
P./* row 8: intercepted */ByRef(ref number, out int made, in number);
Log.Line($"{number} {made}");
Log.Line(P./* row 8: intercepted */Array(1, 2, 3));
Log.Line(P./* row 8: intercepted */Spread(4, 5));
Log.Line(P./* row 8: intercepted */Optional());
Log.Line(P./* row 8: intercepted */Optional(b: Side(2), a: Side(1)));
Log.Line(P./* row 8: intercepted */Text("abc"));
int[] cells = [1, 2];
P./* row 8: intercepted */Cell(cells, 1) = 9;
ref readonly int first = ref P./* row 8: intercepted */Frozen(cells);
Log.Line(cells[1] + first);
Log.Line(P./* row 8: intercepted */Slice(cells, 1).Length);
Log.Line(P./* row 8: intercepted */Handler($"n={number,4}"));
Log.Line(P./* row 8: intercepted */Tuple((1, "x")).Name);
Log.Line(P./* row 8: intercepted */Caller(number + 1));
Log.Line(P./* row 8: intercepted */Loose(5));
unsafe { int local = 3; Log.Line(P./* row 8: intercepted */Pointer(&local)); }
try { P./* row 8: intercepted */ByRef(ref number, out _, Throw()); } catch (FormatException e) { Log.Thrown(e); }
Log.Line(P./* row 8: body */Wrapped(ref number, "w"));
Log.Line(number);
Log.Line(P./* row 8: body */WrappedCaller());

static int Side(int x) { Log.Line("side" + x); return x; }
static int Throw() => throw new FormatException("argument");

static partial class P
{
    [Traced] public static void ByRef(ref int a, out int b, in int c) { a++; b = c; }
    [Traced] public static int Array(params int[] all) => all.Sum();
    [Traced] public static int Spread(params ReadOnlySpan<int> all) => all.Length;
    [Traced] public static string Optional(int a = 7, int b = 8) => $"{a}-{b}";
    [Traced] public static int Text(ReadOnlySpan<char> text) => text.Length;
    [Traced] public static ref int Cell(int[] cells, int i) => ref cells[i];
    [Traced] public static ref readonly int Frozen(int[] cells) => ref cells[0];
    [Traced] public static Span<int> Slice(Span<int> cells, int start) => cells[start..];
    [Traced] public static string Handler(DefaultInterpolatedStringHandler handler) => handler.ToStringAndClear();
    [Traced] public static (int Id, string Name) Tuple((int Id, string Name) pair) => pair;
    [Traced] public static string Caller(int x, [CallerMemberName] string? member = null, [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(x))] string? text = null) => $"{member} {line} {text}";
    [Traced] public static string Loose(dynamic value) => (value + 1).ToString();
    [Traced] public static unsafe int Pointer(int* at) => *at;
    [Traced] public static partial bool Wrapped(ref int a, [NotNullWhen(true)] string? b);
    private static bool WrappedCore(ref int a, [NotNullWhen(true)] string? b) { a *= 2; return b is not null; }
    [Traced] public static partial string? WrappedCaller([CallerMemberName] string? member = null);
    private static string? WrappedCallerCore(string? member) => member;
}

/* trace:
P.ByRef
P.Array
P.Spread
P.Optional
P.Optional
P.Text
P.Cell
P.Frozen
P.Slice
P.Handler
P.Tuple
P.Caller
P.Loose
P.Pointer
P.Wrapped
P.WrappedCaller
*/
