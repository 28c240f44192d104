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

    /// <summary>A struct has no identity by which it could be told from the object that the call was made on.</summary>
    [Fact]
    public async Task WrappedBodyOfAStructThatAnotherImplementerCallsKeepsItsOwnSubsegment()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(((IOrders)new Plain()).Get(1));
            Log.Line(((IOrders)new Value()).Get(2));

            interface IOrders { [Traced] int Get(int id); }
            class Plain : IOrders { int IOrders.Get(int id) => new Value().Get(id); }
            partial struct Value : IOrders { [Traced] public partial int Get(int id); private int GetCore(int id) => id; }
            """);

        Assert.Equal("IOrders.Get\n  Value.Get\nIOrders.Get", program.Trace);
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

    [Fact]
    public async Task ClassesInheritTheAttributeOfTheMembersThatTheyImplement()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Orders orders = new();
            orders.Get(1);
            ((IOrders)orders).Get(2);
            new Late().Get(3);
            ((Orders)new Late()).Get(4);
            new Quiet().Get(5);
            ((IOrders)new Quiet()).Get(6);
            Store<string> store = new();
            Log.Line(store.Find<int>("a", 7));
            Log.Line(new Value().Find<int>('b', 8));
            orders.Named();
            new Explicit().Get(9);
            ((IOrders)new Explicit()).Get(10);

            interface IOrders { [Traced] void Get([Annotate] int id); [Traced(Name = "by name")] void Named() { } }
            [Traced] interface IFind<in T> { U Find<U>(T item, U other); }
            class Base { public virtual void Get(int id) => Log.Line("base" + id); }
            class Orders : Base, IOrders { public override void Get(int id) => Log.Line("orders" + id); public void Named() { } }
            class Late : Orders { public override void Get(int id) => Log.Line("late" + id); }
            class Quiet : Orders { [NoTrace] public override void Get(int id) => Log.Line("quiet" + id); }
            class Store<T> : IFind<T> { public U Find<U>(T item, U other) => other; }
            struct Value : IFind<char> { public U Find<U>(char item, U other) => other; }
            class Explicit : IOrders { void IOrders.Get(int id) => Log.Line("explicit" + id); public void Get(int id) => Log.Line("other" + id); }
            """);

        Assert.Equal(
            [
                "Orders.Get", "IOrders.Get", "Late.Get", "Orders.Get", "IOrders.Get", "Store.Find", "Value.Find", "by name",
                "IOrders.Get",
            ],
            program.Subsegments);
        Assert.Equal(1, program.Run.Tree.Nodes.First(node => node.Name == "Orders.Get").Annotations!["id"]!.GetValue<int>());
    }

    /// <summary>The body that the base's wrapper is around does not run.</summary>
    [Fact]
    public async Task OverridesOfAWrappedBodyAreTracedBehindTheirBaseType()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (Base based in new Base[] { new(), new Plain(), new Wrapped(), new Quiet(), new Calls<int>() })
            {
                Log.Line(await based.Get(1));
                based.Template();
            }

            Log.Line(await new Plain().Get(2));
            Log.Line(await ((IGet)new Plain()).Get(3));
            Func<int, Task<int>> group = ((Base)new Plain()).Get;
            Log.Line(await group(4));

            interface IGet { [Traced] Task<int> Get(int id); }
            partial class Base : IGet
            {
                [Traced] public virtual partial Task<int> Get(int id);
                private Task<int> GetCore(int id) => Task.FromResult(id);
                [Traced] protected virtual partial void Step();
                private void StepCore() { }
                public void Template() => Step();
            }
            class Plain : Base
            {
                public override Task<int> Get(int id) => Task.FromResult(id + 10);
                protected override void Step() => Log.Line("step");
            }
            partial class Wrapped : Base { [Traced] public override partial Task<int> Get(int id); private Task<int> GetCore(int id) => Task.FromResult(id + 20); }
            class Quiet : Base { [NoTrace] public override Task<int> Get(int id) => Task.FromResult(id + 30); }
            class Calls<T> : Base { public override async Task<int> Get(int id) => await base.Get(id) + 40; }
            """);

        Assert.Equal("1\n11\nstep\n21\n31\n41\n12\n13\n14", program.Output);
        Assert.Equal(
            """
            Base.Get
            Base.Step
            Plain.Get
            Plain.Step
            Wrapped.Get
            Base.Step
            Base.Step
            Calls.Get
              Base.Get
            Base.Step
            Plain.Get
            IGet.Get
            """,
            program.Trace);
    }

    /// <summary>The call is announced, and the first wrapped body that runs is not the one that it was of.</summary>
    [Fact]
    public async Task WrappedBodyThatAnOverrideCallsKeepsItsOwnSubsegment()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (IGet get in new IGet[] { new Base(), new Plain(), new Below(), new Quiet(), new Again(), new Wrapped(), new Last(), new Alone() })
            {
                Log.Line(await get.Get(1));
            }

            await foreach (int x in ((IFeed)new OwnFeed<int>()).Items()) { Log.Line(x); }
            Root root = new Leaf();
            root.Run();

            interface IGet { [Traced] Task<int> Get(int id); }
            partial class Base : IGet
            {
                [Traced] public virtual partial Task<int> Get(int id);
                private Task<int> GetCore(int id) => Task.FromResult(id);
            }
            class Plain : Base { public override async Task<int> Get(int id) => await base.Get(id) + 10; }
            class Below : Plain { public override async Task<int> Get(int id) => await base.Get(id) + 100; }
            class Quiet : Base { [NoTrace] public override Task<int> Get(int id) => base.Get(id + 20); }
            class Again : Base, IGet { Task<int> IGet.Get(int id) => Get(id + 30); }
            partial class Wrapped : Plain { [Traced] public override partial Task<int> Get(int id); private Task<int> GetCore(int id) => base.Get(id + 40); }
            class Last : Wrapped;
            class Alone : IGet { public Task<int> Get(int id) => Task.FromResult(id + 50); }

            interface IFeed { [Traced] IAsyncEnumerable<int> Items(); }
            partial class Feed<T> : IFeed
            {
                [Traced] public virtual partial IAsyncEnumerable<int> Items();
                private async IAsyncEnumerable<int> ItemsCore() { await Task.Yield(); yield return 7; }
            }
            class OwnFeed<T> : Feed<T>
            {
                public override async IAsyncEnumerable<int> Items() { await foreach (int x in base.Items()) { yield return x + 1; } }
            }

            abstract class Root { [Traced] public abstract void Run(); }
            partial class Middle : Root { [Traced] public override partial void Run(); private void RunCore() { } }
            class Leaf : Middle { public override void Run() => base.Run(); }
            """);

        Assert.Equal("1\n11\n111\n21\n31\n51\n51\n51\n8", program.Output);
        Assert.Equal(
            """
            IGet.Get
            IGet.Get
              Base.Get
            IGet.Get
              Base.Get
            IGet.Get
              Base.Get
            IGet.Get
              Base.Get
            IGet.Get
              Plain.Get
                Base.Get
            IGet.Get
              Plain.Get
                Base.Get
            IGet.Get
            IFeed.Items
              Feed.Items
            Root.Run
              Middle.Run
            """,
            program.Trace);
    }

    /// <summary>Every choice of who carries the attribute and whose body is wrapped, called in every way.</summary>
    [Fact]
    public async Task OneCallIsOneSubsegmentWhoeverCarriesTheAttribute()
    {
        string[] none = ["", "[Traced]"];
        string[] any = [.. none, "wrapped"];
        (string Interface, string Base, string Class)[] choices =
        [
            .. from first in none from second in any from third in any select (first, second, third),
        ];
        IEnumerable<string> types = choices.Select((choice, i) => $$"""
            interface I{{i}} { {{choice.Interface}} void M(); }
            partial class B{{i}} : I{{i}} { {{Method("virtual", choice.Base)}} }
            partial class D{{i}} : B{{i}} { {{Method("override", choice.Class)}} }
            """);
        IEnumerable<string> calls = choices.Select((_, i) =>
            $"((I{i})new D{i}()).M(); ((B{i})new D{i}()).M(); new D{i}().M();");
        TracedProgram program = await TracedProgram.RunAsync(string.Join('\n', calls.Concat(types)));

        string[] wrong =
        [
            .. choices.Select((choice, i) => (choice, Count: program.Subsegments.Count(name => name[1..] == $"{i}.M")))
                .Where(each => each.Count != (each.choice == ("", "", "") ? 0 : 3))
                .Select(each => $"{each.choice}: {each.Count}"),
        ];
        Assert.Empty(wrong);

        static string Method(string kind, string choice) => choice == "wrapped"
            ? $"[Traced] public {kind} partial void M(); private void MCore() {{ }}"
            : $"{choice} public {kind} void M() {{ }}";
    }

    [Theory]
    [InlineData("[Traced]", "", "Base.Get\nDerived.Get\nBase.Get")]
    [InlineData("", "[Traced]", "Derived.Get\nDerived.Get")]
    public async Task OverridesThatReturnMoreAreTraced(string onBase, string onDerived, string trace)
    {
        TracedProgram program = await TracedProgram.RunAsync($$"""
            Base b = new Derived();
            Log.Line(b.Get(1));
            Log.Line(new Derived().Get(2));
            Log.Line(new Base().Get(3));

            class Base { {{onBase}} public virtual object Get(int x) => "base" + x; }
            class Derived : Base { {{onDerived}} public override string Get(int x) => "derived" + x; }
            """);

        Assert.Equal("derived1\nderived2\nbase3", program.Output);
        Assert.Equal(trace, program.Trace);
    }

    [Fact]
    public async Task DefaultMembersAndThoseThatTakeTheirPlaceAreTracedOnce()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            ((IFirst)new Second()).M();
            ((ISecond)new Second()).M();
            ((IFirst)new Own()).M();
            new Own().M();
            ((IFirst)new Value()).M();

            interface IFirst { [Traced] void M() => Log.Line("first"); }
            interface ISecond : IFirst { void IFirst.M() => Log.Line("second"); }
            class Second : ISecond;
            class Own : IFirst { public void M() => Log.Line("own"); }
            struct Value : IFirst;
            """);

        Assert.Equal("second\nsecond\nown\nown\nfirst", program.Output);
        Assert.Equal(["IFirst.M", "IFirst.M", "IFirst.M", "Own.M", "IFirst.M"], program.Subsegments);
    }
}
