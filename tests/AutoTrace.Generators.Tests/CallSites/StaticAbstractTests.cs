using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>Static members of interfaces, called on a type parameter or on a type that implements them.</summary>
public sealed class StaticAbstractTests
{
    [Fact]
    public async Task CallsOnTheTypeParameterThatStandsForTheImplementerAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(P.Call<Plain>(1) + P.Call<Explicit>(2) + P.Call<Value>(3));
            Log.Line(P.More<Two, string>("a", 4).Length);
            Log.Line(P.Nested<Plain>());
            Log.Line(Plain.Do(5, 6));

            interface IDo<TSelf> where TSelf : IDo<TSelf>
            {
                [Traced] static abstract int Do<U>([Annotate] int x, U other) where U : struct;
                [Traced] static virtual int Default() => TSelf.Do(7, 8);
            }

            class Plain : IDo<Plain> { public static int Do<U>(int x, U other) where U : struct => x; }
            class Explicit : IDo<Explicit> { static int IDo<Explicit>.Do<U>(int x, U other) => x; }
            struct Value : IDo<Value> { public static int Do<U>(int x, U other) where U : struct => x; static int IDo<Value>.Default() => 9; }

            interface IPair<TOther, TSelf> where TSelf : class, IPair<TOther, TSelf> { [Traced] static abstract TOther Both(TOther other, int x); }
            interface IMore<TOther, TSelf> : IPair<TOther, TSelf> where TSelf : class, IMore<TOther, TSelf>;
            class Two : IMore<string, Two> { public static string Both(string other, int x) => other + x; }

            static class P
            {
                public static int Call<T>(int x) where T : IDo<T> => T.Do(x, 'c') + T.Default();
                public static TOther More<T, TOther>(TOther other, int x) where T : class, IMore<TOther, T> => T.Both(other, x);
                public static int Nested<T>() where T : class, IDo<T> => new[] { 1 }.Select(x => T.Do(x, x)).Sum();
            }
            """);

        Assert.Equal("29\n2\n1\n5", program.Output);
        Assert.Equal(
            """
            IDo.Do
            IDo.Default
              IDo.Do
            IDo.Do
            IDo.Default
              IDo.Do
            IDo.Do
            IDo.Default
            IPair.Both
            IDo.Do
            Plain.Do
            """,
            program.Trace);
    }

    [Fact]
    public async Task WrappedImplementationsOpenNoSecondSubsegment()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.Call<Wrapped>();
            P.Call<Derived>();
            P.Call<Forwards>();
            P.Call<Generic<int>>();

            interface IDo<TSelf> where TSelf : IDo<TSelf> { [Traced] static abstract void Do(); }
            partial class Wrapped : IDo<Wrapped> { [Traced] public static partial void Do(); private static void DoCore() => Log.Line("wrapped"); }
            class Derived : Wrapped, IDo<Derived>;
            class Forwards : IDo<Forwards> { public static void Do() => Wrapped.Do(); }
            partial class Generic<T> : IDo<Generic<T>> { [Traced] public static partial void Do(); private static void DoCore() => Log.Line(typeof(T)); }
            static class P { public static void Call<T>() where T : IDo<T> => T.Do(); }
            """);

        Assert.Equal("IDo.Do\nIDo.Do\nIDo.Do\n  Wrapped.Do\nIDo.Do", program.Trace);
    }

    [Fact]
    public async Task CallsOnATypeThatImplementsAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Implementer.Do(1);

            interface IDo { [Traced] static abstract void Do(int x); }
            class Implementer : IDo { [Traced] public static void Do([Annotate] int x) => Log.Line(x); }
            """);

        Assert.Equal("Implementer.Do", program.Trace);
    }

    /// <summary>Interceptors have the type parameters of the member and of its interface, no other.</summary>
    [Fact]
    public async Task CallsOnATypeParameterThatCannotBeNamedAreReported() => Assert.Equal(
        ["AT1015 Warning Do", "AT1015 Warning Swap", "AT1015 Info Quiet"],
        await Reports.OfAsync("""
            interface IDo { [Traced] static abstract void Do(); }
            interface ISwap<T> where T : ISwap<T> { [Traced] static abstract void Swap(); static abstract void Quiet(); static abstract void Plain(); }
            class A : ISwap<A> { public static void Swap() { } [Traced] public static void Quiet() { } public static void Plain() { } }
            class C
            {
                void M<T>() where T : IDo => T.Do();
                void N<T, U>() where T : ISwap<T> where U : ISwap<T> { T.Swap(); U.Swap(); T.Quiet(); T.Plain(); }
            }
            """));
}
