using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>Which methods an attribute means.</summary>
public sealed class SelectionTests
{
    [Fact]
    public async Task TypeMeansItsPublicOrdinaryMethods()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using (Orders orders = new(1))
            {
                orders.Get(); Orders.Static(); orders.Internal(); orders.Property = orders.Property + 1; orders.Skipped();
                _ = orders.ToString() + orders.GetHashCode() + orders.Equals((object)orders);
                orders.Dispose();
                new Orders.Nested().Get();
                orders.Disposed(1);
                _ = orders with { Property = 2 };
                orders.Deconstruct(out int _);
            }

            [Traced]
            public record Orders(int Id) : IDisposable
            {
                public int Property { get; set; }
                public void Get() => Private();
                public static void Static() { }
                internal void Internal() { }
                private void Private() { }
                [NoTrace] public void Skipped() { }
                public override string ToString() => "";
                public override int GetHashCode() => 1;
                public void Dispose() { }
                public void Disposed(int x) { }
                public class Nested { public void Get() { } }
            }
            """);

        Assert.Equal(["Orders.Get", "Orders.Static", "Orders.Disposed"], program.Subsegments);
    }

    [Fact]
    public async Task NearestAttributeDecides()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            new A().M(); new B().M(); new C().M(); new D().M(); new E().M(); new E().N(); new F().M();

            [Traced] class A { public virtual void M() { } }
            class B : A { public override void M() { } }
            class C : A { [NoTrace] public override void M() { } }
            [NoTrace] class D : A { public override void M() { } }
            [NoTrace] class E { [Traced(Name = "named")] public virtual void M() { } public void N() { } }
            class F : E { public override void M() { } }
            """);

        Assert.Equal(["A.M", "B.M", "named", "named"], program.Subsegments);
    }

    [Fact]
    public async Task NamesMayBeAnyText()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.A(); P.B(); P.C();

            static class P
            {
                [Traced(Name = "GET /orders \"all\"\r\n*/ ü")] public static void A() { }
                [Traced(Name = "")] public static void B() { }
                [Traced(Name = "half \ud800 pair")] public static void C() { }
            }
            """);

        Assert.Equal(3, program.Subsegments.Count);
        Assert.StartsWith("GET /orders _all_", program.Subsegments[0], StringComparison.Ordinal);
        Assert.Equal("P.B", program.Subsegments[1]);
        Assert.StartsWith("half _", program.Subsegments[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AttributeUnderAnAliasIsFound()
    {
        TracedProgram program = await TracedProgram.RunAsync(
            "global using Trace = AutoTrace.TracedAttribute; P.M(); P.N();",
            """
            using My = AutoTrace.TracedAttribute;

            static class P
            {
                [Trace] public static void M() { }
                [global::AutoTrace.TracedAttribute, Obsolete("")] public static void N() { }
                [My] public static void O() { }
            }
            """.Replace(", Obsolete(\"\")", ""));

        Assert.Equal(["P.M", "P.N"], program.Subsegments);
    }

    [Fact]
    public async Task AttributesOfOtherNamespacesMeanNothing()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.M();

            static class P
            {
                [Other.Traced] public static void M() { }
                [Traced] public static void N() { }
            }

            namespace Other
            {
                class TracedAttribute : Attribute;
            }
            """);

        Assert.Empty(program.Subsegments);
    }

    [Fact]
    public void NothingIsWrittenWhereNothingIsTraced()
    {
        Generation generation = Generation.Of(TestCompilation.Create("P", isLibrary: false, "Console.WriteLine();"));

        Assert.Empty(generation.Files);
    }

    [Fact]
    public void NoInterceptorsAreWrittenWhereTheCompilerWouldRefuseThem()
    {
        const string Source = "P.M(); static class P { [Traced] public static void M() { } }";
        CSharpParseOptions options = TestCompilation.ParseOptions.WithFeatures([]);
        CSharpCompilation compilation = TestCompilation.Create("P", isLibrary: false, Source);
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
            compilation.SyntaxTrees.Select(tree => tree.WithRootAndOptions(tree.GetRoot(), options)));

        Generation generation = Generation.Of(compilation, parseOptions: options);

        Assert.Equal(["Proofs", "TracedAssembly"], generation.Files.Keys.Select(name => name.Split('.')[0]).Order());
    }
}
