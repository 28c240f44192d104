using System.Reflection;
using System.Runtime.Loader;
using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Proofs;

/// <summary>
/// Bodies that do start a flow, in ways that are hard to see: none may be proven. Each is run, to see that it does.
/// </summary>
public sealed class UnprovenBodyTests
{
    private const string Flow = """
        public static class Flow
        {
            public static int Started;
            public static int Start() { Task.Run(() => { }); return Started = 1; }
        }
        public class Loud { public override string ToString() => Flow.Start().ToString(); public override int GetHashCode() => Flow.Start(); public override bool Equals(object? other) => Flow.Start() > 0; }
        public struct LoudValue : IFormattable { public string ToString(string? format, IFormatProvider? provider) => Flow.Start().ToString(); public override int GetHashCode() => Flow.Start(); }
        """;

    [Theory]
    [InlineData("a task", "[Traced] static void M() => Task.Run(() => { });", "M(); Flow.Start();")]
    [InlineData("a thread",
        "[Traced] static void M() => new Thread(() => Flow.Start()).Start();",
        "M(); SpinWait.SpinUntil(() => Flow.Started > 0);")]
    [InlineData(
        "an untraced helper", "[Traced] static void M() => Helper(); static void Helper() => Flow.Start();", "M();")]
    [InlineData("a static constructor",
        "class A { public static int X; static A() => Flow.Start(); } [Traced] static int M() => A.X;",
        "M();")]
    [InlineData("a static initializer",
        "class A { public static int X = Flow.Start(); } [Traced] static int M() => A.X;",
        "M();")]
    [InlineData("an initializer behind an initializer",
        "class A { public static int X = B.Y; } class B { public static int Y = Flow.Start(); } [Traced] static " +
        "int M() => A.X;",
        "M();")]
    [InlineData("its own static constructor",
        "static class A { static A() => Flow.Start(); [Traced] internal static int M() => 1; }",
        "A.M();")]
    [InlineData("a static auto-property's initializer",
        "class A { public static int X { get; } = Flow.Start(); } [Traced] static int M() => A.X;",
        "M();")]
    [InlineData(
        "a constructor", "class A { public A() => Flow.Start(); } [Traced] static object M() => new A();", "M();")]
    [InlineData("a field initializer",
        "class A { int x = Flow.Start(); public int X => x; } [Traced] static object M() => new A();",
        "M();")]
    [InlineData("a base's constructor",
        "class A { public A() => Flow.Start(); } class B : A; [Traced] static object M() => new B();",
        "M();")]
    [InlineData("a record's initializer",
        "record R(int X) { public int Y = Flow.Start(); } [Traced] static object M() => new R(1);",
        "M();")]
    [InlineData("a static constructor of what is made",
        "class A { static A() => Flow.Start(); } [Traced] static object M() => new A();",
        "M();")]
    [InlineData("ToString in an interpolation", "[Traced] static string M(Loud x) => $\"{x}\";", "M(new());")]
    [InlineData("ToString in a concatenation", "[Traced] static string M(Loud x) => \"a\" + x;", "M(new());")]
    [InlineData("ToString in an assignment",
        "[Traced] static string M(Loud x) { string s = \"\"; s += x; return s; }",
        "M(new());")]
    [InlineData(
        "ToString in string.Format", "[Traced] static string M(Loud x) => string.Format(\"{0}\", x);", "M(new());")]
    [InlineData(
        "ToString in string.Join", "[Traced] static string M(Loud x) => string.Join(\",\", x, 1);", "M(new());")]
    [InlineData("ToString in a StringBuilder",
        "[Traced] static void M(Loud x) => new System.Text.StringBuilder().Append(x);",
        "M(new());")]
    [InlineData("ToString of an object", "[Traced] static string? M(object x) => x.ToString();", "M(new Loud());")]
    [InlineData(
        "ToString of a type parameter", "[Traced] static string? M<T>(T x) => x!.ToString();", "M(new Loud());")]
    [InlineData("ToString in Convert", "[Traced] static string? M(object x) => Convert.ToString(x);", "M(new Loud());")]
    [InlineData("GetHashCode", "[Traced] static int M(object x) => HashCode.Combine(x, 1);", "M(new Loud());")]
    [InlineData(
        "Equals of a list's element", "[Traced] static bool M(List<Loud> x) => x.Contains(new());", "M([new()]);")]
    [InlineData(
        "Equals of an array's element", "[Traced] static int M(Loud[] x) => Array.IndexOf(x, new());", "M([new()]);")]
    [InlineData("Equals in a record's ==",
        "record R(Loud X); [Traced] static bool M(R x, R y) => x == y;",
        "M(new(new()), new(new()));")]
    [InlineData(
        "Equals of a tuple", "[Traced] static bool M((Loud, int) x) => x.Equals((new Loud(), 1));", "M((new(), 1));")]
    [InlineData("a compared tuple",
        "struct A { public static bool operator ==(A x, A y) => Flow.Start() > 0; public static bool operator " +
        "!=(A x, A y) => false; public override bool Equals(object? o) => false; public override int " +
        "GetHashCode() => 0; } [Traced] static bool M((A, int) x) => x == (new A(), 1);",
        "M((new(), 1));")]
    [InlineData("a dictionary's keys",
        "[Traced] static bool M(Dictionary<Loud, int> x) => x.ContainsKey(new());",
        "M([]); M(new() { [new()] = 1 });")]
    [InlineData("a dictionary's comparer",
        "class A : IEqualityComparer<string> { public bool Equals(string? x, string? y) => true; public int " +
        "GetHashCode(string x) => Flow.Start(); } [Traced] static bool M(Dictionary<string, int> x) => " +
        "x.ContainsKey(\"a\");",
        "M(new(new A()) { [\"a\"] = 1 });")]
    [InlineData("a set's comparer",
        "class A : IEqualityComparer<string> { public bool Equals(string? x, string? y) => true; public int " +
        "GetHashCode(string x) => Flow.Start(); } [Traced] static bool M(HashSet<string> x) => x.Add(\"a\");",
        "M(new(new A()));")]
    [InlineData("a sort",
        "class A : IComparable<A> { public int CompareTo(A? o) => Flow.Start(); } [Traced] static void M(List<A> " +
        "x) => x.Sort();",
        "M([new(), new()]);")]
    [InlineData("a sorted array",
        "class A : IComparable { public int CompareTo(object? o) => Flow.Start(); } [Traced] static void M(A[] x) " +
        "=> Array.Sort(x);",
        "M([new(), new()]);")]
    [InlineData("a comparison",
        "[Traced] static void M(List<int> x, Comparison<int> y) => x.Sort(y);",
        "M([1, 2], (a, b) => Flow.Start());")]
    [InlineData("a comparer",
        "class A : IComparer<int> { public int Compare(int x, int y) => Flow.Start(); } [Traced] static void " +
        "M(int[] x) => Array.Sort(x, new A());",
        "M([1, 2]);")]
    [InlineData("an implicit conversion",
        "class A { public static implicit operator int(A x) => Flow.Start(); } [Traced] static int M(A x) => x;",
        "M(new());")]
    [InlineData("an explicit conversion",
        "class A { public static explicit operator int(A x) => Flow.Start(); } [Traced] static int M(A x) => (int)x;",
        "M(new());")]
    [InlineData("a converted argument",
        "class A { public static implicit operator int(A x) => Flow.Start(); } [Traced] static int M(A x) => " +
        "Math.Abs(x);",
        "M(new());")]
    [InlineData("a converted coalescence",
        "class A { public static implicit operator int(A x) => Flow.Start(); } [Traced] static int M(A? x) => x ?? 1;",
        "M(new());")]
    [InlineData("a converted compound",
        "struct A { public static implicit operator int(A x) => Flow.Start(); } [Traced] static int M(A x) { int " +
        "y = 1; y += x; return y; }",
        "M(new());")]
    [InlineData("a converted element",
        "class A { public static implicit operator int(A x) => Flow.Start(); } [Traced] static int M(A[] x) { int " +
        "n = 0; foreach (int y in x) { n += y; } return n; }",
        "M([new()]);")]
    [InlineData("a converted part",
        "class A { public static implicit operator int(A x) => Flow.Start(); } [Traced] static int M((A, int) x) " +
        "{ int a, b; (a, b) = x; return a + b; }",
        "M((new(), 1));")]
    [InlineData("an operator",
        "class A { public static A operator +(A x, A y) { Flow.Start(); return x; } } [Traced] static object M(A " +
        "x) => x + x;",
        "M(new());")]
    [InlineData("operator true",
        "class A { public static bool operator true(A x) => Flow.Start() > 0; public static bool operator false(A " +
        "x) => false; } [Traced] static int M(A x) => x ? 1 : 0;",
        "M(new());")]
    [InlineData("an increment",
        "struct A { public static A operator ++(A x) { Flow.Start(); return x; } } [Traced] static void M(A x) => " +
        "x++;",
        "M(new());")]
    [InlineData("==",
        "class A { public static bool operator ==(A? x, A? y) => Flow.Start() > 0; public static bool operator " +
        "!=(A? x, A? y) => false; public override bool Equals(object? o) => false; public override int " +
        "GetHashCode() => 0; } [Traced] static bool M(A x) => x == null;",
        "M(new());")]
    [InlineData("a property", "int P => Flow.Start(); [Traced] int M() => P;", "new C().M();")]
    [InlineData(
        "a property with field", "int P { get => field + Flow.Start(); set; } [Traced] int M() => P;", "new C().M();")]
    [InlineData("a virtual auto-property",
        "class A { public virtual int P { get; set; } } class B : A { public override int P => Flow.Start(); } " +
        "[Traced] static int M(A x) => x.P;",
        "M(new B());")]
    [InlineData("an interface's property",
        "interface I { int P { get; } } class B : I { public int P => Flow.Start(); } [Traced] static int M(I x) " +
        "=> x.P;",
        "M(new B());")]
    [InlineData("a property pattern",
        "class A { public int P => Flow.Start(); } [Traced] static bool M(A x) => x is { P: 1 };",
        "M(new());")]
    [InlineData("a property that is initialized",
        "class A { public int P { set => Flow.Start(); } } [Traced] static object M() => new A { P = 1 };",
        "M();")]
    [InlineData("an indexer",
        "class A { public int this[int i] => Flow.Start(); } [Traced] static int M(A x) => x[1];",
        "M(new());")]
    [InlineData("an index from the end",
        "class A { public int Length => Flow.Start(); public int this[int i] => i; } [Traced] static int M(A x) " +
        "=> x[^1];",
        "M(new());")]
    [InlineData("a slice",
        "class A { public int Length => 2; public A Slice(int i, int n) { Flow.Start(); return this; } } [Traced] " +
        "static A M(A x) => x[1..];",
        "M(new());")]
    [InlineData("a list pattern",
        "class A { public int Length => Flow.Start(); public int this[int i] => i; } [Traced] static bool M(A x) " +
        "=> x is [1, ..];",
        "M(new());")]
    [InlineData("a positional pattern",
        "class A { public void Deconstruct(out int x, out int y) { Flow.Start(); x = y = 1; } } [Traced] static " +
        "bool M(A x) => x is (1, 1);",
        "M(new());")]
    [InlineData("a deconstruction",
        "class A { public void Deconstruct(out int x, out int y) { Flow.Start(); x = y = 1; } } [Traced] static " +
        "int M(A a) { var (x, y) = a; return x + y; }",
        "M(new());")]
    [InlineData("a foreach over an interface",
        "[Traced] static void M(IEnumerable<int> x) { foreach (int y in x) { } }",
        "M(E()); static IEnumerable<int> E() { yield return Flow.Start(); }")]
    [InlineData("a foreach pattern",
        "class A { public A GetEnumerator() => this; public bool MoveNext() => Flow.Start() < 0; public int " +
        "Current => 1; } [Traced] static void M(A x) { foreach (int y in x) { } }",
        "M(new());")]
    [InlineData("a list that enumerates itself",
        "class A : List<int> { public new Enumerator GetEnumerator() { Flow.Start(); return base.GetEnumerator(); " +
        "} } [Traced] static void M(A x) { foreach (int y in x) { } }",
        "M([]);")]
    [InlineData("LINQ over a list that enumerates itself",
        "class A : List<int>, IEnumerable<int> { IEnumerator<int> IEnumerable<int>.GetEnumerator() { " +
        "Flow.Start(); return base.GetEnumerator(); } } [Traced] static int M(List<int> x) => x.FirstOrDefault(y " +
        "=> y > 0);",
        "M(new A());")]
    [InlineData("a foreach that takes pairs apart",
        "class A { public void Deconstruct(out int x, out int y) { Flow.Start(); x = y = 1; } } [Traced] static " +
        "void M(A[] all) { foreach (var (x, y) in all) { } }",
        "M([new()]);")]
    [InlineData("a using",
        "class A : IDisposable { public void Dispose() => Flow.Start(); } [Traced] static void M(A x) { using (x) " +
        "{ } }",
        "M(new());")]
    [InlineData("a using declaration",
        "class A : IDisposable { public void Dispose() => Flow.Start(); } [Traced] static void M(A x) { using A y " +
        "= x; }",
        "M(new());")]
    [InlineData("a using of a ref struct",
        "ref struct A { public void Dispose() => Flow.Start(); } [Traced] static void M() { using A y = new(); }",
        "M();")]
    [InlineData("a delegate", "[Traced] static void M(Action x) => x();", "M(() => Flow.Start());")]
    [InlineData("a delegate that is made and called",
        "[Traced] static void M() { Action x = () => Flow.Start(); x(); }",
        "M();")]
    [InlineData("a method group",
        "[Traced] static int M(int[] x) => x.Select(Helper).Sum(); static int Helper(int x) => Flow.Start();",
        "M([1]);")]
    [InlineData("a predicate",
        "[Traced] static int M(int[] x, Func<int, bool> y) => x.Count(y);",
        "M([1], x => Flow.Start() > 0);")]
    [InlineData("a lambda", "[Traced] static int M(int[] x) => x.Count(y => Flow.Start() > 0);", "M([1]);")]
    [InlineData("a sequence of the user's",
        "[Traced] static int M(IEnumerable<int> x) => x.Count();",
        "M(E()); static IEnumerable<int> E() { yield return Flow.Start(); }")]
    [InlineData("a grouping", "[Traced] static object M(Loud[] x) => x.Distinct().ToArray();", "M([new()]);")]
    [InlineData("an event",
        "event Action? E; [Traced] void M() => E?.Invoke(); public void Run() { E += () => Flow.Start(); M(); }",
        "new C().Run();")]
    [InlineData("an event's accessor",
        "event Action E { add => Flow.Start(); remove { } } [Traced] void M() => E += () => { };",
        "new C().M();")]
    [InlineData("an iterator",
        "[Traced] static void M() { foreach (int x in E()) { } static IEnumerable<int> E() { yield return " +
        "Flow.Start(); } }",
        "M();")]
    [InlineData("an iterator that is traced",
        "[Traced] static IEnumerable<int> M() { yield return Flow.Start(); }",
        "foreach (int x in M()) { }")]
    [InlineData("an await", "[Traced] static async Task M() { await Task.Yield(); Flow.Start(); }", "M().Wait();")]
    [InlineData("async without await",
        "[Traced] static async Task M() { Flow.Start(); await Task.CompletedTask; }",
        "M().Wait();")]
    [InlineData("a local async function",
        "[Traced] static void M() { _ = F(); static async Task F() { await Task.Yield(); Flow.Start(); } }",
        "M(); SpinWait.SpinUntil(() => Flow.Started > 0);")]
    [InlineData("dynamic",
        "class A { public void X() => Flow.Start(); } [Traced] static void M(dynamic x) => x.X();",
        "M(new A());")]
    [InlineData("a dynamic argument",
        "static void X(int x) => Flow.Start(); [Traced] static void M(object x) => X((dynamic)x);",
        "M(1);")]
    [InlineData("a lock", "[Traced] static void M(object x) { lock (x) { Flow.Start(); } }", "M(new());")]
    [InlineData("a virtual method",
        "public virtual int V() => 1; class B : C { public override int V() => Flow.Start(); } [Traced] int M() " +
        "=> V();",
        "new B().M();")]
    [InlineData("a virtual traced method", "[Traced] public virtual int M() => Flow.Start();", "new C().M();")]
    [InlineData("a default interface method",
        "interface I { int D() => Flow.Start(); } class B : I; [Traced] static int M(I x) => x.D();",
        "M(new B());")]
    [InlineData("an abstract static",
        "interface I { static abstract int S(); } class B : I { public static int S() => Flow.Start(); } [Traced] " +
        "static int M<T>() where T : I => T.S();",
        "M<B>();")]
    [InlineData("new T()",
        "class A { public A() => Flow.Start(); } [Traced] static object M<T>() where T : class, new() => new T();",
        "M<A>();")]
    [InlineData("an extension method",
        "[Traced] static int M(string x) => x.Loudly();",
        "M(\"\");",
        "static class E { public static int Loudly(this string x) => Flow.Start(); }")]
    [InlineData("a collection initializer",
        "class A : List<int> { public new void Add(int x) => Flow.Start(); } [Traced] static object M() => new A " +
        "{ 1 };",
        "M();")]
    [InlineData("a collection expression",
        "class A : List<int> { public new void Add(int x) => Flow.Start(); } [Traced] static A M() => [1];",
        "M();")]
    [InlineData("a spread",
        "[Traced] static int[] M(IEnumerable<int> x) => [.. x];",
        "M(E()); static IEnumerable<int> E() { yield return Flow.Start(); }")]
    [InlineData("params of the user's",
        "class A : List<int> { public new void Add(int x) => Flow.Start(); } static void P(params A x) { } " +
        "[Traced] static void M() => P(1);",
        "M();")]
    [InlineData("a list made from a sequence",
        "[Traced] static object M(IEnumerable<int> x) => new List<int>(x);",
        "M(E()); static IEnumerable<int> E() { yield return Flow.Start(); }")]
    [InlineData("with",
        "record R(int X) { protected R(R other) { X = other.X; Flow.Start(); } } [Traced] static R M(R x) => x " +
        "with { X = 2 };",
        "M(new(1));")]
    [InlineData("a handler of interpolated strings",
        "[System.Runtime.CompilerServices.InterpolatedStringHandler] public ref struct H(int a, int b) { public " +
        "void AppendLiteral(string x) => Flow.Start(); } static void T(H x) { } [Traced] static void M() => " +
        "T($\"a\");",
        "M();")]
    [InlineData("a formattable string",
        "[Traced] static string M(Loud x) { FormattableString y = $\"{x}\"; return y.ToString(); }",
        "M(new());")]
    [InlineData("an own system type",
        "[Traced] static int M() => Math.Abs(1);",
        "M();",
        "namespace Own { }  static class Math { public static int Abs(int x) => Flow.Start(); }")]
    [InlineData("an exception that is made",
        "class A : Exception { public A() => Flow.Start(); } [Traced] static void M() => throw new A();",
        "try { M(); } catch (A) { }")]
    [InlineData("an exception's filter",
        "[Traced] static void M() { try { throw new Exception(); } catch (Exception) when (Helper()) { } } static " +
        "bool Helper() => Flow.Start() > 0;",
        "M();")]
    [InlineData(
        "an annotated argument", "[Traced] static int M([Annotate] LoudValue x) => 1;", "M(new()); Flow.Start();")]
    [InlineData("a format provider",
        "class A : IFormatProvider { public object? GetFormat(Type? x) { Flow.Start(); return null; } } [Traced] " +
        "static string M(int x) => x.ToString(new A());",
        "M(-1);")]
    [InlineData("Lazy", "[Traced] static int M(Lazy<int> x) => x.Value;", "M(new(() => Flow.Start()));")]
    [InlineData("an AsyncLocal",
        "static readonly AsyncLocal<int> L = new(_ => Flow.Start()); [Traced] static void M() => L.Value = 1;",
        "M();")]
    [InlineData("a cancellation",
        "[Traced] static void M(CancellationTokenSource x) => x.Cancel();",
        "CancellationTokenSource s = new(); s.Token.Register(() => Flow.Start()); M(s);")]
    [InlineData("a completion",
        "[Traced] static void M(TaskCompletionSource x) => x.SetResult();",
        "TaskCompletionSource s = new(); s.Task.ContinueWith(_ => Flow.Start(), " +
        "TaskContinuationOptions.ExecuteSynchronously); M(s);")]
    [InlineData("a stream",
        "class A : System.IO.MemoryStream { public override void WriteByte(byte x) => Flow.Start(); } [Traced] " +
        "static void M(System.IO.Stream x) => x.WriteByte(1);",
        "M(new A());")]
    [InlineData("a random number",
        "class A : Random { public override int Next() => Flow.Start(); } [Traced] static int M(Random x) => " +
        "x.Next();",
        "M(new A());")]
    [InlineData("an exception's message",
        "class A : Exception { public override string Message => Flow.Start().ToString(); } [Traced] static " +
        "string M(Exception x) => x.Message;",
        "M(new A());")]
    [InlineData("a cast that is asked for",
        "class A : System.Runtime.InteropServices.IDynamicInterfaceCastable { public bool " +
        "IsInterfaceImplemented(RuntimeTypeHandle t, bool x) => Flow.Start() < 0; public RuntimeTypeHandle " +
        "GetInterfaceImplementation(RuntimeTypeHandle t) => default; } [Traced] static bool M(object x) => x is " +
        "IDisposable;",
        "M(new A());")]
    [InlineData("traced, but not by this call",
        "[Traced] static void Inner() => Flow.Start(); [Traced] static void M() { Action x = Inner; x(); }",
        "M();")]
    [InlineData("traced, in an expression tree",
        "[Traced] static int Inner() => Flow.Start(); [Traced] static int M(int[] x) => x.AsQueryable().Select(y " +
        "=> Inner()).First();",
        "M([1]);")]
    [InlineData("a function pointer",
        "static void X() => Flow.Start(); [Traced] static unsafe void M() { delegate*<void> p = &X; p(); }",
        "M();")]
    [InlineData("a pinned object",
        "class A { int x; public ref int GetPinnableReference() { Flow.Start(); return ref x; } } [Traced] static " +
        "unsafe void M(A x) { fixed (int* p = x) { } }",
        "M(new());")]
    [InlineData("stackalloc of a computed length",
        "static int N => Flow.Start(); [Traced] static int M() { Span<int> x = stackalloc int[N]; return x.Length; }",
        "M();")]
    [InlineData("a query",
        "class A { public A Where(Func<int, bool> x) { Flow.Start(); return this; } } [Traced] static A M(A a) => " +
        "from x in a where x > 1 select x;",
        "M(new());")]
    [InlineData("a query of the user's own methods",
        "class A { public int Select(Func<int, int> x) => Flow.Start(); } [Traced] static int M(A a) => from x in " +
        "a select x + 1;",
        "M(new());")]
    [InlineData(
        "an override of a wrapped method, beside one that its callers trace",
        "[Traced] static void M(Base x) => x.Run();",
        "M(new Quiet());",
        "public partial class Base { [Traced] public virtual partial void Run(); private void RunCore() { } } " +
        "public class Plain : Base { public override void Run() { } } public class Quiet : Base { [NoTrace] " +
        "public override void Run() => Flow.Start(); }")]
    public void IsNotProven(string what, string members, string run, string others = "")
    {
        Generation generation = Generation.Of(TestCompilation.Create("Program", isLibrary: true, Source(members, run, others)));

        Assert.False(ProvenMethods.In(generation).GetValueOrDefault("M"), what);
        Assert.True(Starts(generation.Emit()), $"{what}: starts no flow, so nothing is tested.");
    }

    private static string Source(string members, string run, string others) => $$"""
        #pragma warning disable
        {{Flow}}
        {{others}}
        public class C
        {
            {{members}}
            public static void Main() { {{run}} }
        }
        """;

    private static bool Starts(byte[] assembly)
    {
        AssemblyLoadContext context = new(name: null, isCollectible: true);
        try
        {
            Assembly program = context.LoadFromStream(new MemoryStream(assembly));
            program.GetType("C")!.GetMethod("Main")!.Invoke(null, null);
            return (int)program.GetType("Flow")!.GetField("Started")!.GetValue(null)! > 0;
        }
        finally
        {
            context.Unload();
        }
    }
}
