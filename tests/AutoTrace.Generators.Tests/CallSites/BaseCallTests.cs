using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>Calls on <c>base</c> in partial types.</summary>
public sealed class BaseCallTests
{
    [Fact]
    public async Task BaseCallsInEveryPlaceOfAPartialTypeAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            namespace Shop.Deep
            {
                class P { static async Task Main() { await new Outer.Derived().Run(); } }
                class Base
                {
                    [Traced] public virtual int Sync([Annotate] int x, ref int y, params int[] all) => y = x + all.Length;
                    [Traced] protected virtual async Task<T> Async<T>(T x) where T : notnull { await Task.Yield(); return x; }
                    [Traced] internal virtual IEnumerable<int> Items() { yield return 1; }
                    [Traced] protected virtual unsafe ref int Reference(int* p) => ref *p;
                    [Traced] public virtual void Fails() => throw new InvalidOperationException("base");
                }
                class Middle : Base;
                partial class Outer
                {
                    internal sealed partial class Derived : Middle
                    {
                        public async Task Run()
                        {
                            int y = 0;
                            Func<int> lambda = () => { int z = 1; return base.Sync(1, ref z, 2, 3); };
                            Log.Line(lambda());
                            Log.Line(Local());
                            Log.Line(await base.Async("a") + y);
                            foreach (int x in base.Items()) { Log.Line(x); }
                            unsafe { int i = 4; base.Reference(&i)++; Log.Line(i); }
                            try { base.Fails(); } catch (InvalidOperationException e) { Log.Line(e.Message); }
                            int Local() => base.Sync(5, ref y);
                        }

                        public override int Sync(int x, ref int y, params int[] all) => throw new Exception();
                        protected override Task<T> Async<T>(T x) => throw new Exception();
                        internal override IEnumerable<int> Items() => throw new Exception();
                        public override void Fails() => throw new Exception();
                    }
                }
            }
            """);

        Assert.Equal("3\n5\na5\n1\n5\nbase", program.Output);
        Assert.Equal("Base.Sync\nBase.Sync\nBase.Async\nBase.Items\nBase.Reference\nBase.Fails [fault]", program.Trace);
        Assert.Equal(1, program.Run.Tree.Nodes.First(node => node.Name == "Base.Sync").Annotations!["x"]!.GetValue<int>());
    }

    [Fact]
    public async Task BaseCallsOfGenericTypesAreTracedWhereTheBaseTypeTellsTheCallersArguments()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new Same<int, string>().M(1, "a", 'c'));
            Log.Line(new Concrete().N(2));
            Log.Line(new Outer<string>.Inner<int>().M(3, "b", 4L));

            class Base<T, U> where U : class
            {
                [Traced] public virtual string M<V>(T x, U y, V z) where V : struct => $"{typeof(T).Name}{typeof(U).Name}{typeof(V).Name}";
                [Traced] public virtual T N(T x) => x;
            }
            partial class Same<A, B> : Base<A, B> where A : struct, IComparable<A> where B : class, IEnumerable<char>
            {
                public override string M<V>(A x, B y, V z) => base.M(x, y, z) + base.N(x);
            }
            partial class Concrete : Base<int, string> { public override int N(int x) => base.N(x) + 1; }
            partial class Outer<B> where B : class
            {
                public partial class Inner<A> : Base<A, B> where A : struct { public override string M<A_>(A x, B y, A_ z) => base.M(x, y, z); }
            }
            """);

        Assert.Equal("Int32StringChar1\n3\nInt32StringInt64", program.Output);
        Assert.Equal(
            "Same.M\n  Base.M\n  Base.N\nConcrete.N\n  Base.N\nInner.M\n  Base.M".Split('\n').Select(name => name.Trim()),
            program.Subsegments);
    }

    [Fact]
    public async Task BaseCallsOfRecordsIteratorsAndTasksAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            new Second(1).Go();
            await new Derived<int>().Run(5);

            partial record First(int X) { [Traced] public virtual void Go() => Log.Line(X); }
            partial record Second(int X) : First(X) { public override void Go() => base.Go(); }
            class Base<T> { [Traced] protected virtual U N<U>(U x, T t, in int z) where U : class => x; }
            partial class Derived<T> : Base<T>
            {
                protected override U N<U>(U x, T t, in int z) => throw new Exception();
                public async Task Run(T t)
                {
                    foreach (string text in Items(t)) { Log.Line(text); }
                    await Task.Run(async () => { await Task.Yield(); Log.Line(base.N("later", t, 1)); });
                }
                IEnumerable<string> Items(T t) { yield return base.N("item", t, z: 2); }
            }
            """);

        Assert.Equal("1\nitem\nlater", program.Output);
        Assert.Equal("Second.Go\n  First.Go\nBase.N\nBase.N", program.Trace);
    }

    [Fact]
    public async Task BaseCallsOfAWrappedBodyAreTracedOnce()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            new Derived().M();

            partial class Base { [Traced] public virtual partial void M(); private void MCore() => Log.Line("base"); }
            partial class Derived : Base { public override void M() => base.M(); }
            """);

        Assert.Equal("Derived.M\n  Base.M", program.Trace);
    }

    /// <summary>What an interceptor cannot name, or has no type arguments for.</summary>
    [Fact]
    public async Task OtherBaseCallsAreReported() => Assert.Equal(
        Enumerable.Repeat("AT1006 Warning M", 7),
        await Reports.OfAsync("""
            class Base<T> { [Traced] public virtual void M(T x) { } }
            class Plain { [Traced] public virtual void M<T>() { } }
            class Pair<T, U> { [Traced] public virtual void M<V>() { } }
            class NotPartial : Base<int> { public override void M(int x) => base.M(x); }
            class Outer { partial class InNotPartial : Base<int> { public override void M(int x) => base.M(x); } }
            partial class Hiding { private partial class Hidden : Base<int> { public override void M(int x) => base.M(x); } }
            file partial class Local : Base<int> { public override void M(int x) => base.M(x); }
            partial class Generic<T> : Plain { public override void M<U>() => base.M<U>(); }
            partial class Half<T> : Pair<T, int> { public override void M<V>() => base.M<V>(); }
            partial class Twice<T> : Pair<T, T> { public override void M<V>() => base.M<V>(); }
            """));
}
