using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Bodies;

/// <summary>Partial methods, which are wrapped around their <c>Core</c>.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task EveryPathToAWrappedBodyIsTracedOnce()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C c = new();
            c.M(1);
            Func<int, int> group = c.M;
            group(2);
            ((dynamic)c).M(3);
            typeof(C).GetMethod("M")!.Invoke(c, [4]);
            System.Linq.Expressions.Expression<Func<int>> tree = () => c.M(5);
            tree.Compile()();
            ((I)c).M(6);
            new[] { 7 }.Select(c.M).ToList();
            new Derived().M(8);

            interface I { int M(int x); }

            public partial class C : I
            {
                [Traced] public virtual partial int M(int x);
                private int MCore(int x) { Log.Line(x); return x; }
            }

            class Derived : C
            {
                public override int M(int x) => base.M(x);
            }
            """);

        Assert.Equal("1\n2\n3\n4\n5\n6\n7\n8", program.Output);
        // Behind the static type C there may be a Derived, which is not wrapped.
        Assert.Equal(["c.M(1)", "((I)c).M(6)", "new Derived().M(8)"], program.Intercepted);
        Assert.Equal(8, program.Subsegments.Count(name => name == "C.M"));
    }

    [Fact]
    public async Task EveryKindOfMethodCanBeWrapped()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using Shop.Deep;

            Outer<int>.Run();
            Log.Line(2.Twice());
            Value value = new();
            value.Add(3);
            value.Add(4);
            Log.Line(value.Total + value.Get());
            Log.Line(await new Record(1).Async<string>("x"));
            Log.Line(await new Record(1).ValueAsync(9));
            IDefault d = new Implementation();
            d.Default();
            Span<int> data = [1, 2];
            Log.Line(new Window(data).Rest(1)[0] + new Record(1).Pass(ref data[0], in data[1], out int _));
            Log.Line(new Record(1).Reference(data));
            Log.Line(new Record(1).Text(null)?.Length + new Record(1).Dynamic("d"));

            namespace Shop.Deep
            {
                partial class Outer<T> where T : struct
                {
                    public static void Run() { new Inner<string>().M<int>(default, 1); Static("s"); }

                    private partial class Inner<U> where U : class
                    {
                        [Traced] public partial W M<W>(T a, W b) where W : struct, IComparable<W>;
                        private W MCore<W>(T a, W b) where W : struct, IComparable<W> { Log.Line($"{typeof(T)}{typeof(U)}{b}"); return b; }
                    }

                    [Traced] private static partial void Static(string s);
                    private static void StaticCore(string s) => Log.Line(s);
                }

                static partial class Extensions
                {
                    [Traced] public static partial int Twice(this int x);
                    private static int TwiceCore(int x) => x * 2;
                }

                partial struct Value
                {
                    public int Total;
                    [Traced] public partial void Add(int x);
                    private void AddCore(int x) => Total += x;
                    [Traced] public readonly partial int Get();
                    private readonly int GetCore() => Total;
                }

                ref partial struct Window(Span<int> items)
                {
                    private Span<int> _items = items;
                    [Traced] public partial Span<int> Rest(int start);
                    private Span<int> RestCore(int start) => _items[start..];
                }

                partial record Record(int Id)
                {
                    [Traced] public partial Task<T> Async<T>(T x, CancellationToken token = default) where T : notnull;
                    private async Task<T> AsyncCore<T>(T x, CancellationToken token) where T : notnull { await Task.Yield(); return x; }
                    [Traced] internal partial ValueTask<int> ValueAsync(int x = 1);
                    private async ValueTask<int> ValueAsyncCore(int x) { await Task.Yield(); return x; }
                    [Traced] public partial int Pass(ref int a, in int b, out int c, params ReadOnlySpan<int> all);
                    private int PassCore(ref int a, in int b, out int c, ReadOnlySpan<int> all) => c = a + b + all.Length;
                    [Traced] public partial ref int Reference(scoped Span<int> x);
                    private ref int ReferenceCore(scoped Span<int> x) => ref _field[0];
                    private readonly int[] _field = [5];
                    [Traced, Obsolete("use another", false), System.Diagnostics.DebuggerStepThrough] public partial string? Text(string? x);
                    private string? TextCore(string? x) => x ?? "none";
                    [Traced] public partial dynamic Dynamic(dynamic x);
                    private dynamic DynamicCore(dynamic x) => x;
                }

                partial interface IDefault
                {
                    [Traced] public partial void Default();
                    private void DefaultCore() => Log.Line("default");
                }

                class Implementation : IDefault;
            }
            """.Replace("new Record(1).Text(null)?.Length", "4"));

        Assert.Equal("System.Int32System.String1\ns\n4\n14\nx\n9\ndefault\n5\n5\n4d", program.Output);
        Assert.Equal(
            [
                "Inner.M", "Outer.Static", "Extensions.Twice", "Value.Add", "Value.Add", "Value.Get", "Record.Async",
                "Record.ValueAsync", "IDefault.Default", "Window.Rest", "Record.Pass", "Record.Reference", "Record.Dynamic",
            ],
            program.Subsegments);
        Assert.Empty(program.Intercepted);
    }

    [Fact]
    public async Task OverridesAndTheirBasesAreTracedEach()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Base b = new Derived();
            Log.Line(b.M<string>("x", null));

            abstract partial class Base
            {
                [Traced] public virtual partial string M<T>(T x, T? y) where T : class;
                private string MCore<T>(T x, T? y) where T : class => "base" + x;
            }

            partial class Derived : Base
            {
                [Traced] public sealed override partial string M<T>(T x, T? y) where T : class;
                private string MCore<T>(T x, T? y) where T : class => "derived " + base.M(x, y);
            }
            """);

        Assert.Equal("derived basex", program.Output);
        Assert.Equal("Derived.M\n  Base.M", program.Trace);
    }

    [Fact]
    public async Task TypesAttributeWrapsItsPartialMethods()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C.Wrapped();
            C.Plain();

            [Traced]
            static partial class C
            {
                public static partial void Wrapped();
                private static void WrappedCore() { }
                public static void Plain() { }
                public static void PlainCore() { }
            }
            """);

        Assert.Equal("C.Wrapped\nC.Plain", program.Trace);
        Assert.Equal(["C.Plain()"], program.Intercepted);
    }

    [Fact]
    public void MissingCoreIsTheCompilersError()
    {
        Generation generation = Generation.Of(TestCompilation.Create("P", isLibrary: true, """
            partial class C
            {
                [Traced] public partial int Missing(int x);
                [Traced] public partial int Other(int x);
                private int OtherCore(long x) => 1;
                [Traced] private static partial int Static<T>(T x);
                private int StaticCore<T>(T x) => 1;
            }
            """));

        IEnumerable<string> errors = generation.Compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
            .Select(error => error.Id);
        Assert.Equal(["CS8795", "CS8795", "CS8795"], errors);
    }

    [Fact]
    public async Task PartialMethodWithABodyOfItsOwnIsWrappedAtItsCalls()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C.M();

            static partial class C
            {
                [Traced] public static partial void M();
                public static partial void M() { }
                private static void MCore() => throw new Exception();
            }
            """);

        Assert.Equal(["C.M()"], program.Intercepted);
        Assert.Equal("C.M", program.Trace);
    }

    /// <summary>C# leaves out the calls of such a method.</summary>
    [Fact]
    public async Task OptionalPartialMethodWithoutABodyStaysWithoutCalls()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C.Run();

            static partial class C
            {
                [Traced] static partial void Optional(int x);
                static int Argument() { Log.Line("evaluated"); return 1; }
                public static void Run() => Optional(Argument());
            }
            """);

        Assert.Equal("", program.Output);
        Assert.Empty(program.Subsegments);
    }

    /// <summary><c>DisposeAsyncCore</c> is a pattern of its own, and virtual.</summary>
    [Fact]
    public async Task AttributeMayNameTheBody()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            await using (C c = new()) { Log.Line(c.Get(1)); Log.Line(c.Get("text")); Log.Line(c.Own()); }

            partial class C : IAsyncDisposable
            {
                [Traced(Body = nameof(CloseAsync), Name = "close")] public partial ValueTask DisposeAsync();
                private async ValueTask CloseAsync() { await DisposeAsyncCore(); Log.Line("closed"); }
                protected virtual ValueTask DisposeAsyncCore() => default;

                [Traced(Body = nameof(Find))] public partial int Get(int id);
                private static string Find(string text) => "no";
                private static int Find(int id) => id;
                private int GetCore(int id) => throw new Exception();

                [Traced(Body = "")] public partial string Get(string text);
                private string GetCore(string text) => text;

                [Traced(Body = nameof(Own))] public partial int Own();
                public partial int Own() => 2;
            }
            """);

        Assert.Equal("1\ntext\n2\nclosed", program.Output);
        Assert.Equal("C.Get\nC.Get\nC.Own\nclose", program.Trace);
        Assert.Equal(["c.Own()"], program.Intercepted);
    }

    /// <summary>A body of its own name would call itself for ever.</summary>
    [Fact]
    public void NoMethodIsItsOwnBody()
    {
        Generation generation = Generation.Of(TestCompilation.Create("Program", isLibrary: true, """
            static partial class C { [Traced(Body = nameof(M))] public static partial int M(); }
            """));

        Assert.Contains(generation.Compilation.GetDiagnostics(), diagnostic => diagnostic.Id == "CS8795");
    }

    [Fact]
    public async Task WrapperIsNotInStackTraces()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            try { C.Body(); } catch (Exception e) { Log.Line(e.StackTrace!.Contains("Body(")); Log.Line(e.StackTrace.Contains("BodyCore")); }
            try { C.Call(); } catch (Exception e) { Log.Line(e.StackTrace!.Contains("Generated")); }

            static partial class C
            {
                [Traced] public static partial void Body();
                private static void BodyCore() => throw new Exception();
                [Traced] public static void Call() => throw new Exception();
            }
            """);

        Assert.Equal("False\nTrue\nFalse", program.Output);
    }
}
