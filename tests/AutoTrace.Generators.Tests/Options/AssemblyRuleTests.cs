using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Options;

/// <summary>Methods that <c>[assembly: Traced]</c> selects by their names.</summary>
public sealed class AssemblyRuleTests
{
    [Fact]
    public async Task ANamespaceIsTracedWithNothingElseWritten()
    {
        TracedProgram program = await TracedProgram.RunAsync(
            """
            using Shop;
            [assembly: Traced(Include = "Shop.*", Exclude = "Shop.Generated.*; *.Skip*")]
            using (Shop.Orders orders = new())
            {
                orders.Get(1); orders.SkipThis(); orders.Not(); orders.Internal();
                _ = orders.ToString();
                Shop.Orders.Static();
                new Shop.Orders.Nested().Get();
                new Shop.Deep.Down<int>().Run();
                new Shop.Generated.Client().Get();
                new Other.Shop().Get();
                orders.Words().ToList();
                Shop.Extensions.Twice(3);
                4.Twice();
            }
            """,
            """
            namespace Shop
            {
                public class Orders : IDisposable
                {
                    private int _count;
                    public int Get(int id) => id + _count;
                    public void SkipThis() => _count++;
                    [NoTrace] public void Not() => _count++;
                    internal void Internal() => _count++;
                    public static void Static() => Log.Line("a" + "b");
                    public override string ToString() => "x" + _count;
                    public void Dispose() => _count++;
                    public IEnumerable<string> Words() { yield return "a"; yield return "b"; }
                    public class Nested { public int Get() => 1 + 1; }
                }
                public static class Extensions { public static int Twice(this int value) => value * 2; }
            }
            namespace Shop.Deep { class Down<T> { public void Run() { Log.Line(1); Log.Line(2); } } }
            namespace Shop.Generated { class Client { public int Get() => 1 + 1; } }
            namespace Other { class Shop { public int Get() => 1 + 1; } }
            """);

        Assert.Equal(
            ["Orders.Get", "Orders.Static", "Nested.Get", "Down.Run", "Orders.Words", "Extensions.Twice", "Extensions.Twice"],
            program.Subsegments);
    }

    [Fact]
    public async Task TrivialBodiesAreLeftOut()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            [assembly: Traced]
            T t = new();
            t.Empty(); t.Constant(); t.Field(); t.Member(); t.Set(1); t.Block(); t.Default(); t.Cast();
            t.Forward(1); t.ForwardBlock(1); t.Hold(); await t.Await(1); await t.AwaitOn(1); t.Virtual();
            t.Sum(); t.New(); t.Two(); t.Nested(1); t.Throw(); await t.AwaitDelay(); t.Index(); t.Local();

            public class T
            {
                private int _x;
                private readonly int[] _items = [1];
                private readonly T? _inner;
                public void Empty() { }
                public int Constant() => 1;
                public int Field() => _x;
                public int? Member() { return this._inner!._x; }
                public void Set(int x) => _x = x;
                public int Block() { return (_x); }
                public string? Default() => default;
                public long Cast() => (long)_x;
                public int Forward(int x) => Private(x);
                public void ForwardBlock(int x) { this.Private(x); }
                public void Hold() { return; }
                public async Task<int> Await(int x) => await PrivateAsync(x).ConfigureAwait(false);
                public async Task AwaitOn(int x) { await PrivateAsync(x); }
                public virtual string Virtual() => nameof(T) + "";
                public int Sum() => _x + 1;
                public object New() => new();
                public void Two() { _x = 1; _x = 2; }
                public int Nested(int x) => Private(Private(x));
                public int Throw() => _x == -1 ? throw new InvalidOperationException() : 1;
                public async Task AwaitDelay() => await Task.Delay(_x + 1 - _x);
                public int Index() => _items[0];
                public int Local() { int x = 1; return x; }
                public static T? Inner(T t) => t._inner;
                public T() => _inner = null;
                private int Private(int x) => x;
                private Task<int> PrivateAsync(int x) => Task.FromResult(x);
            }
            """.Replace("return this._inner!._x;", "return this._x;"));

        Assert.Equal(
            ["T.Virtual", "T.Sum", "T.New", "T.Two", "T.Nested", "T.Throw", "T.AwaitDelay", "T.Index", "T.Local"],
            program.Subsegments);
    }

    [Fact]
    public async Task CallsThroughInterfacesAndBasesAreNamedByTheBodyThatRuns()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            [assembly: Traced(Include = "Shop.*")]
            Shop.IStock stock = new Shop.Stock();
            stock.Take(); stock.Count();
            Shop.Base shop = new Shop.Derived();
            shop.Run();

            namespace Shop
            {
                interface IStock { int Take(); int Count(); }
                class Stock : IStock { private int _x; public int Take() => _x--; public int Count() => _x; }
                abstract class Base { public abstract int Run(); }
                class Derived : Base { public override int Run() => 1 + 1; }
            }
            """);

        Assert.Equal(["Stock.Take", "Derived.Run"], program.Subsegments);
    }

    /// <summary>As <c>[NoTrace]</c> would: the rule is nearer than what the method overrides or implements.</summary>
    [Fact]
    public async Task WhatARuleExcludesIsNotTracedForWhatItOverridesOrImplements()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            [assembly: Traced(Include = "Shop.*", Exclude = "*.Quiet.*; Shop.Derived.Skip; Shop.Named.*")]
            [assembly: Traced(Include = "Shop.Named.Run")]
            new Shop.Derived().Run(); new Shop.Derived().Skip(); new Shop.Quiet().Run(); new Shop.Quiet().Get();
            new Shop.Quiet().Own(); new Shop.Named().Run(); new Shop.Named().Skip(); new Other.Quiet().Run();
            ((Shop.Base)new Shop.Quiet()).Run(); ((Shop.IGet)new Shop.Quiet()).Get(); ((Shop.IAsk)new Shop.Quiet()).Ask();

            namespace Shop
            {
                class Base { public virtual int Run() => 1 + 1; public virtual int Skip() => 2 + 2; }
                class Derived : Base { public override int Run() => 3 + 3; public override int Skip() => 4 + 4; }
                interface IGet { [Traced] int Get(); }
                interface IAsk { int Ask(); }
                class Quiet : Base, IGet, IAsk
                {
                    public override int Run() => 5 + 5;
                    public int Get() => 6 + 6;
                    public int Ask() => 7 + 7;
                    [Traced] public int Own() => 8 + 8;
                }
                class Named : Base { public override int Run() => 9 + 9; public override int Skip() => 10 + 10; }
            }
            namespace Other { class Quiet : Shop.Base { public override int Run() => 11 + 11; } }
            """);

        Assert.Equal(
            ["Derived.Run", "Quiet.Own", "Named.Run", "Quiet.Run", "Base.Run", "IGet.Get"], program.Subsegments);
    }

    [Fact]
    public async Task NearerAttributesAndOtherRulesSetOptions()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            [assembly: Traced(Include = "Shop.*", Name = "shop/{type}/{method}")]
            [assembly: Traced(Include = "*.Bank.*", Namespace = SubsegmentNamespace.Remote)]
            new Shop.Orders().Get(); new Shop.Bank().Pay(); new Shop.Bank().Ask(); new Other.Bank().Pay(); new Shop.Off().Get();

            namespace Shop
            {
                class Orders { public int Get() => 1 + 1; }
                class Bank
                {
                    public int Pay() => 1 + 1;
                    [Traced(Name = "ask")] public int Ask() => 1;
                }
                [NoTrace] class Off { public int Get() => 1 + 1; }
            }
            namespace Other { class Bank { public int Pay() => 1 + 1; } }
            """);

        Assert.Equal("shop/Orders/Get\nshop/Bank/Pay [remote]\nask [remote]\nBank.Pay [remote]", program.Trace);
    }

    [Fact]
    public async Task OutputOfToolsIsLeftOut()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            [assembly: Traced]
            new A().M(); new B().M(); new C().M();

            public class A { public int M() => 1 + 1; }
            [System.CodeDom.Compiler.GeneratedCode("tool", "1")] public class B { public int M() => 1 + 1; }
            public class C { [System.CodeDom.Compiler.GeneratedCode("tool", "1")] public int M() => 1 + 1; }
            """);

        Assert.Equal(["A.M"], program.Subsegments);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RulesOfAReferencedProjectHoldForItsCallers(bool isOpenInTheSameEditor)
    {
        Generation library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, """
            [assembly: Traced(Include = "Shop.*", Namespace = SubsegmentNamespace.Remote)]
            namespace Shop;
            public class Orders
            {
                public int Get(int id) => id + 1;
                public int Get(string id) => 1;
                public T All<T>(T id) { Log.Add(id); return id; }
                protected static readonly List<object?> Log = [];
            }
            public class Off { [NoTrace] public int Get() => 1 + 1; }
            """));
        byte[] bytes = library.Emit();
        Generation app = Generation.Of(TestCompilation.Create("App", isLibrary: false, """
            Shop.Orders orders = new();
            orders.Get(1); orders.Get("x"); orders.All(2); new Shop.Off().Get(); new Shop.Mine().Get();
            namespace Shop { class Mine { public int Get() => 1 + 1; } }
            """).AddReferences(
            isOpenInTheSameEditor ? library.Compilation.ToMetadataReference() : MetadataReference.CreateFromImage(bytes)));

        Run run = await Run.OfAsync(app.Emit(), bytes);

        Assert.Equal("Orders.Get [remote]\nOrders.All [remote]", run.Trace);
    }

    [Fact]
    public async Task RulesThatSelectNothingAndPatternsElsewhereAreWarnedOf() => Assert.Equal(
        [
            "AT2008 Warning Traced(Include = \"Shop\")",
            "AT2008 Warning Traced(Include = \"Shop.*\", Exclude = \"*\")",
            "AT2004 Error Traced(Include = \"Shop.*\", Name = \"{class}\")",
            "AT2008 Warning Traced(Include = \"*\")",
            "AT2008 Warning Traced(Exclude = \"*\")",
        ],
        await Reports.OfAsync("""
            [assembly: Traced(Include = "Shop")]
            [assembly: Traced(Include = "Shop.*", Exclude = "*")]
            [assembly: Traced(Include = "Shop.*")]
            [assembly: Traced(Include = "Shop.*", Name = "{class}")]
            namespace Shop
            {
                [Traced(Include = "*")] class C { public int M() => 1 + 1; [Traced(Exclude = "*")] int N() => 1; }
            }
            """));

    [Fact]
    public async Task GapsOfSelectedMethodsAreInformationUnlessStrict()
    {
        const string File = """
            [assembly: Traced(Include = "Shop.*")]
            namespace Shop
            {
                public class C
                {
                    public int M() => 1 + 1;
                    public int Trivial() => 1;
                    public override string ToString() => "x" + 1;
                }
                static class User
                {
                    public static Func<int> F(C c) => c.M;
                    public static Func<int> G(C c) => c.Trivial;
                }
            }
            """;

        Assert.Equal(["AT1001 Info M"], await Reports.OfAsync(File));
        Assert.Equal(["AT1001 Error M"], await Reports.OfAsync([("AutoTraceCoverage", "strict")], File));
    }
}
