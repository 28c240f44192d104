using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>
/// Calls through interfaces and virtual methods: one call makes one subsegment, whoever carries the attribute.
/// </summary>
public sealed class DispatchTests
{
    [Fact]
    public async Task CallsThroughATracedInterfaceAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IOrders orders = new Orders();
            Log.Line(await orders.Get(1));
            orders.Default();
            IStock<int> stock = new Stock();
            Log.Line(stock.Count(3, "x"));
            IChild child = new Stock();
            Log.Line(child.Count(4, "x"));
            IOrders boxed = new Value();
            Log.Line(await boxed.Get(5));
            orders.Untraced();

            interface IOrders { [Traced] Task<int> Get(int id); [Traced] void Default() => Log.Line("default"); void Untraced() { } }
            [Traced] interface IStock<T> { int Count<U>(T item, U other) where U : class; [NoTrace] void Skip() { } }
            interface IChild : IStock<int>;
            class Orders : IOrders { public Task<int> Get(int id) => Task.FromResult(id); }
            class Stock : IChild { int IStock<int>.Count<U>(int item, U other) => item; }
            struct Value : IOrders { public Task<int> Get(int id) => Task.FromResult(id); }
            """);

        Assert.Equal("1\ndefault\n3\n4\n5", program.Output);
        Assert.Equal(["IOrders.Get", "IOrders.Default", "IStock.Count", "IStock.Count", "IOrders.Get"], program.Subsegments);
    }

    [Fact]
    public async Task OneCallMakesOneSubsegmentHoweverManyCarryTheAttribute()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Orders orders = new();
            orders.Get(1);
            ((IOrders)orders).Get(2);
            ((Base)orders).Get(3);
            Base based = new();
            based.Get(4);

            [Traced] interface IOrders { [Traced] void Get(int id); }
            [Traced] class Base { [Traced] public virtual void Get(int id) => Log.Line("base" + id); }
            [Traced] class Orders : Base, IOrders { [Traced] public override void Get(int id) => Log.Line("orders" + id); }
            """);

        Assert.Equal(["Orders.Get", "IOrders.Get", "Base.Get", "Base.Get"], program.Subsegments);
    }

    [Fact]
    public async Task WrappedBodyBehindATracedCallOpensNoSecondSubsegment()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Orders orders = new();
            Log.Line(await orders.Get(1));
            Log.Line(await ((IOrders)orders).Get(2));
            Log.Line(await ((Base)orders).Get(3));
            Log.Line(await ((IOrders)new Value()).Get(4));
            Log.Line(await ((IGeneric<string>)new Generic<string>()).Get("5"));

            interface IOrders { [Traced] Task<int> Get(int id); }
            interface IGeneric<T> { [Traced] Task<T> Get(T id); }
            class Base { [Traced] public virtual Task<int> Get(int id) => Task.FromResult(0); }

            partial class Orders : Base, IOrders
            {
                [Traced] public override partial Task<int> Get(int id);
                private async Task<int> GetCore(int id) { await Task.Yield(); return id; }
            }

            partial struct Value : IOrders
            {
                [Traced] public partial Task<int> Get(int id);
                private Task<int> GetCore(int id) => Task.FromResult(id);
            }

            partial class Generic<T> : IGeneric<T>
            {
                [Traced] public partial Task<T> Get(T id);
                private Task<T> GetCore(T id) => Task.FromResult(id);
            }
            """);

        Assert.Equal("1\n2\n3\n4\n5", program.Output);
        Assert.Equal("Orders.Get\nIOrders.Get\nBase.Get\nIOrders.Get\nIGeneric.Get", program.Trace);
    }

    [Fact]
    public async Task DecoratedBodyKeepsItsOwnSubsegment()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IOrders orders = new Decorator(new Orders());
            orders.Get(2);
            orders = new Explicit();
            orders.Get(2);

            interface IOrders { [Traced] void Get(int id); }

            class Decorator(Orders inner) : IOrders { public void Get(int id) => inner.Get(id); }

            partial class Orders : IOrders
            {
                [Traced] public partial void Get(int id);
                private void GetCore(int id) { if (id > 0) { Get(id - 1); } }
            }

            partial class Explicit : IOrders
            {
                void IOrders.Get(int id) => Get(id);
                [Traced] public partial void Get(int id);
                private void GetCore(int id) { }
            }
            """);

        Assert.Equal(
            """
            IOrders.Get
              Orders.Get
                Orders.Get
                  Orders.Get
            IOrders.Get
              Explicit.Get
            """,
            program.Trace);
    }

    [Fact]
    public async Task CallOnABaseTypeIsTracedUnderItsName()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Base based = new Derived();
            based.Abstract();
            new Derived().Abstract();
            new Derived().Shared();
            based.Shared();

            abstract class Base { [Traced] public abstract void Abstract(); [Traced] public void Shared() { } }
            class Derived : Base { public override void Abstract() { } public new void Shared() => base.Shared(); }
            """);

        Assert.Equal(["Base.Abstract", "Derived.Abstract", "Base.Shared", "Base.Shared"], program.Subsegments);
    }
}
