using AutoTrace.Generators.Tests.Harness;
using AutoTrace.Tests.Shared;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>
/// Calls through interfaces and base types that say nothing about tracing, of implementations that do: one subsegment
/// where the body that runs is traced, under its name.
/// </summary>
public sealed class ImplementerTests
{
    [Fact]
    public async Task ReceiverDecidesWhetherACallThroughAnInterfaceIsTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (IOrders orders in new IOrders[] { new Traced(), new Plain(), new Derived(), new Quiet(), new Renamed(), new Value(), new Again() })
            {
                Log.Line(await orders.Get(1));
            }

            IOrders? none = null;
            Log.Line(none?.Get(1) is null);
            try { _ = none!.Get(1); } catch (NullReferenceException) { Log.Line("null"); }

            interface IOrders { Task<int> Get(int id); }
            class Traced : IOrders { [Traced] public virtual async Task<int> Get(int id) { await Task.Yield(); return 1; } }
            class Plain : IOrders { public Task<int> Get(int id) => Task.FromResult(2); }
            class Derived : Traced { public override Task<int> Get(int id) => Task.FromResult(3); }
            class Quiet : Traced { [NoTrace] public override Task<int> Get(int id) => Task.FromResult(4); }
            class Renamed : Derived { [Traced(Name = "renamed")] public override Task<int> Get(int id) => Task.FromResult(5); }
            struct Value : IOrders { [Traced] public Task<int> Get(int id) => Task.FromResult(6); }
            class Again : Traced, IOrders { Task<int> IOrders.Get(int id) => Task.FromResult(7); }
            """);

        Assert.Equal("1\n2\n3\n4\n5\n6\n7\nTrue\nnull", program.Output);
        Assert.Equal(["Traced.Get", "Derived.Get", "renamed", "Value.Get"], program.Subsegments);
        Assert.Equal("Traced.Get\nDerived.Get\nrenamed\nValue.Get", program.Trace);
    }

    [Fact]
    public async Task ExplicitImplementationsAndDefaultMembersAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            ((IOrders)new Explicit()).Get();
            ((IOrders)new ByDefault()).Get();
            IMore more = new ByDefault();
            more.Get();
            more.Other();
            ((IOrders)new Over()).Other();
            ((IOrders)new ByDefault()).Other();

            interface IOrders { void Get(); void Other() => Log.Line("default"); }
            class Explicit : IOrders { [Traced] void IOrders.Get() => Log.Line("explicit"); }
            interface IMore : IOrders { [Traced] void IOrders.Get() => Log.Line("more"); }
            class ByDefault : IMore;
            class Over : Explicit, IOrders { [Traced] public void Other() => Log.Line("over"); }
            """);

        Assert.Equal("explicit\nmore\nmore\ndefault\nover\ndefault", program.Output);
        Assert.Equal(["Explicit.Get", "IMore.Get", "IMore.Get", "Over.Other"], program.Subsegments);
    }

    [Fact]
    public async Task GenericInterfacesAndImplementersAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IStore<int> closed = new Closed(); Log.Line(closed.Put(1, "a"));
            IStore<string> open = new Open<string>(); Log.Line(open.Put("1", 2L));
            IStore<byte> nested = new Outer<int>.Inner<byte>(); Log.Line(nested.Put(1, 'c'));
            IStore<int> plain = new Plain<int>(); Log.Line(plain.Put(1, 1.5));
            IHandle<int> first = new Both(); first.Handle(1);
            IHandle<string> second = new Both(); second.Handle("2");
            Log.Line(Through<Closed>(new Closed()));
            static int Through<T>(T store) where T : class, IStore<int> => store.Put(5, "x");

            interface IStore<T> { int Put<U>(T item, U other) where U : notnull; }
            sealed class Closed : IStore<int> { [Traced] public int Put<U>([Annotate] int item, [Annotate] U other) where U : notnull => 1; }
            class Open<T> : IStore<T> where T : class { [Traced] public int Put<U>(T item, U other) where U : notnull => 2; }
            class Outer<T> { internal sealed class Inner<V> : IStore<V> { [Traced] public int Put<U>(V item, U other) where U : notnull => 3; } }
            class Plain<T> : IStore<T> { public int Put<U>(T item, U other) where U : notnull => 4; }
            interface IHandle<in T> { void Handle(T message); }
            class Both : IHandle<int>, IHandle<string> { [Traced] public void Handle(int message) { } [Traced] public void Handle(string message) { } }
            """);

        Assert.Equal("1\n2\n3\n4\n1", program.Output);
        Assert.Equal(["Closed.Put", "Open.Put", "Inner.Put", "Both.Handle", "Both.Handle", "Closed.Put"], program.Subsegments);
    }

    [Fact]
    public async Task OverridesAreTracedBehindTheirBaseType()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Base based = new Derived();
            Log.Line(based.Run(1));
            based.Template();
            Log.Line(new Base().Run(2));
            Log.Line(new Derived().ToString());
            Log.Line(((object)based).ToString());

            class Base
            {
                public virtual int Run(int x) => x;
                protected virtual void Step() => Log.Line("base");
                public void Template() => Step();
            }

            class Derived : Base
            {
                [Traced] public override int Run([Annotate] int x) => base.Run(x) + 10;
                [Traced] protected override void Step() { base.Step(); Log.Line("derived"); }
                [Traced] public override string ToString() => "text";
            }
            """);

        Assert.Equal("11\nbase\nderived\n2\ntext\ntext", program.Output);
        Assert.Equal("Derived.Run\nDerived.Step\nDerived.ToString", program.Trace);
        Assert.Equal(1, program.Run.Tree.Nodes.Single(node => node.Name == "Derived.Run").Annotations!["x"]!.GetValue<int>());
    }

    [Fact]
    public async Task WrappedBodiesTraceThemselvesOnce()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (IOrders orders in new IOrders[] { new Wrapped(), new Plain(), new Later() }) { Log.Line(await orders.Get(1)); }

            interface IOrders { Task<int> Get(int id); }
            partial class Wrapped : IOrders { [Traced] public partial Task<int> Get(int id); private Task<int> GetCore(int id) => Task.FromResult(1); }
            class Plain : IOrders { [Traced] public virtual Task<int> Get(int id) => Task.FromResult(2); }
            partial class Later : Plain { [Traced] public override partial Task<int> Get(int id); private Task<int> GetCore(int id) => Task.FromResult(3); }
            """);

        Assert.Equal("1\n2\n3", program.Output);
        Assert.Equal("Wrapped.Get\nPlain.Get\nLater.Get", program.Trace);
    }

    [Fact]
    public async Task AnnotationsAreThoseOfTheBodyThatRuns()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (IOrders orders in new IOrders[] { new First(), new Second(), new Third() }) { orders.Get(7, "b"); }

            interface IOrders { void Get(int id, [Annotate] string text); }
            class First : IOrders { [Traced] public void Get([Annotate("first")] int number, string text) { } }
            class Second : IOrders { [Traced] void IOrders.Get([Annotate] int id, string text) { } }
            class Third : IOrders { public void Get([Annotate("never")] int id, string text) { } }
            """);

        Assert.Equal(
            ["""{"first":7,"text":"b"}""", """{"id":7,"text":"b"}"""],
            program.Run.Tree.Nodes.Where(node => !node.IsSegment).OrderBy(node => node.Start)
                .Select(node => node.Annotations!.ToJsonString()));
    }

    [Fact]
    public async Task StreamsOfImplementersAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (IFeed feed in new IFeed[] { new Feed(), new Plain() })
            {
                foreach (int x in feed.Items()) { Log.Line(x); }
                await foreach (int x in feed.Stream()) { Log.Line(x); Feed.Leaf(); }
            }

            interface IFeed { IEnumerable<int> Items(); IAsyncEnumerable<int> Stream(); }
            class Feed : IFeed
            {
                [Traced] public static void Leaf() { }
                [Traced] public IEnumerable<int> Items() { Leaf(); yield return 1; }
                [Traced] public async IAsyncEnumerable<int> Stream() { await Task.Yield(); Leaf(); yield return 2; }
            }
            class Plain : IFeed
            {
                public IEnumerable<int> Items() => [3];
                public async IAsyncEnumerable<int> Stream() { await Task.Yield(); yield return 4; }
            }
            """);

        Assert.Equal("1\n2\n3\n4", program.Output);
        Assert.Equal("Feed.Items\n  Feed.Leaf\nFeed.Stream\n  Feed.Leaf\nFeed.Leaf\nFeed.Leaf", program.Trace);
    }

    /// <summary>Generated code has no <c>typeof</c> of them, and tests for their names.</summary>
    [Fact]
    public async Task ImplementersThatGeneratedCodeCannotNameAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (IOrders orders in Shop.@event.Holder<int>.All()) { orders.Get(); }
            ((IOrders)new Local<char>()).Get();

            interface IOrders { void Get(); }
            namespace Shop.@event
            {
                class Holder<T>
                {
                    public static IOrders[] All() => [new Hidden(), new Inner<string>.Deep(), new Quiet()];
                    private class Hidden : IOrders { [Traced] public virtual void Get() => Log.Line("hidden"); }
                    private class Inner<U> { protected internal class Deep : IOrders { [Traced] public void Get() => Log.Line("deep"); } }
                    private class Quiet : Hidden { [NoTrace] public override void Get() => Log.Line("quiet"); }
                }
            }
            [Obsolete("x", error: true)] class Old : IOrders { [Traced] public void Get() { } }
            [System.Diagnostics.CodeAnalysis.Experimental("MY001")] class New : IOrders { public void Get() { } }
            file class Local<T> : IOrders { [Traced] public void Get() => Log.Line("local"); }
            """);

        Assert.Equal("hidden\ndeep\nquiet\nlocal", program.Output);
        Assert.Equal("Hidden.Get\nDeep.Get\nLocal.Get", program.Trace);
    }

    /// <summary>The override below a type that is tested for is not taken for what it overrides.</summary>
    [Fact]
    public async Task PrivateOverridesThatAreNotTracedAreLeftAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (Base each in Holder.All())
            {
                ((IGet)each).Get();
                each.Run();
                each.Wrap();
            }

            interface IGet { void Get(); }
            class Root { public virtual void Run() => Log.Line("run"); }
            partial class Base : Root, IGet
            {
                [Traced] public virtual void Get() => Log.Line("base");
                [Traced] public override void Run() => Log.Line("run base");
                [Traced] public virtual partial void Wrap();
                private void WrapCore() { }
            }
            class Holder
            {
                public static Base[] All() => [new Quiet(), new Explicit(), new Named()];
                private class Quiet : Base
                {
                    [NoTrace] public override void Get() => Log.Line("quiet");
                    [NoTrace] public override void Wrap() => Log.Line("quiet");
                }
                private class Explicit : Base, IGet { void IGet.Get() => Log.Line("explicit"); }
                private class Named : Base { public override void Get() => Log.Line("named"); public override void Wrap() { } }
            }
            """);

        Assert.Equal("quiet\nrun base\nquiet\nexplicit\nrun base\nnamed\nrun base", program.Output);
        Assert.Equal("Base.Run\nBase.Run\nBase.Wrap\nNamed.Get\nBase.Run\nNamed.Wrap", program.Trace);
    }

    [Fact]
    public async Task ImplementersOfReferencedProjectsAreTraced()
    {
        byte[] contracts = Generation.Of(TestCompilation.Create(
            "Contracts", isLibrary: true, "namespace Shop; public interface IOrders { int Get(int id); }")).Emit();
        PortableExecutableReference contractsReference = MetadataReference.CreateFromImage(contracts);
        byte[] library = Generation.Of(TestCompilation.Create(
            "Library",
            isLibrary: true,
            """
            namespace Shop;
            public class Orders : IOrders { [Traced] public virtual int Get(int id) => id; }
            public class Explicit : IOrders { [Traced] int IOrders.Get(int id) => id; }
            public partial class Wrapped : IOrders { [Traced] public partial int Get(int id); private int GetCore(int id) => id; }
            """).AddReferences(contractsReference)).Emit();
        Generation app = Generation.Of(TestCompilation.Create(
            "App",
            isLibrary: false,
            """
            using Shop;
            foreach (IOrders orders in new IOrders[] { new Orders(), new Explicit(), new Wrapped(), new Late(), new Plain() }) { Log.Line(orders.Get(1)); }

            partial class Late : Orders { [Traced] public override partial int Get(int id); private int GetCore(int id) => id; }
            class Plain : IOrders { public int Get(int id) => id; }
            """).AddReferences(contractsReference, MetadataReference.CreateFromImage(library)));
        Run run = await Run.OfAsync(app.Emit(), contracts, library);

        Assert.Equal("Orders.Get\nExplicit.Get\nWrapped.Get\nLate.Get", run.Trace);
    }
}
