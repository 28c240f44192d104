using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Traps;

/// <summary>
/// Calls that would compile if they were intercepted, and silently do something else. Every program here is also run
/// without tracing and has to log the same (see <see cref="TracedProgram"/>).
/// </summary>
public sealed class TrapTests
{
    /// <summary>Outside the type there are only virtual calls: the override would call itself for ever.</summary>
    [Fact]
    public async Task BaseCallOfAVirtualMethodIsMadeByThePartOfAPartialTypeOrLeftAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new Derived().M(0) + new Derived().P());
            Log.Line(new Part().M(0) + new Part().P());

            class Base { [Traced] public virtual int M(int depth) => depth > 9 ? throw new Exception("deep") : depth; [Traced] protected virtual int P() => 5; }
            class Middle : Base { public sealed override int M(int depth) => base.M(depth + 1); }
            class Derived : Middle { public new int P() => base.P(); }
            partial class MiddlePart : Base { public override int M(int depth) => base.M(depth + 1); }
            partial class Part : MiddlePart { public override int M(int depth) => base.M(depth + 1); public new int P() => base.P(); }
            """);

        Assert.Equal("6\n7", program.Output);
        Assert.Equal("Middle.M\nPart.M\n  MiddlePart.M\n    Base.M\nBase.P", program.Trace);
    }

    /// <summary>In a nullable context the compiler copies a generic struct before it passes it by reference.</summary>
    [Fact]
    public async Task GenericStructKeepsItsChanges()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Counter<string> counter = new() { Value = 1 };
            counter.Run();
            Log.Line(counter.Value);

            struct Counter<T>
            {
                public int Value;
                public void Run() { Add(2); this.Add(4); Hidden(8); }
                [Traced] public void Add(int x) => Value += x;
                [Traced] private void Hidden(int x) => Value += x;
            }
            """);

        Assert.Equal("15", program.Output);
        Assert.Equal(["Counter.Add", "Counter.Add", "Counter.Hidden"], program.Subsegments);
        Assert.All(
            program.Generation.Files.Values, file => Assert.Contains("\n#nullable disable\n", file, StringComparison.Ordinal));
    }

    /// <summary>A direct call goes to the struct itself, though the attribute is on the interface alone.</summary>
    [Fact]
    public async Task StructThatInheritsTheAttributeKeepsItsChanges()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Counter counter = new();
            counter.Add(2);
            ((ICounter)counter).Add(4);
            counter.Copy().Add(8);
            Log.Line(counter.Value);

            interface ICounter { [Traced] void Add(int x); }
            struct Counter : ICounter { public int Value; public void Add(int x) => Value += x; public readonly Counter Copy() => this; }
            """);

        Assert.Equal("2", program.Output);
        Assert.Equal(["Counter.Add", "ICounter.Add", "Counter.Add"], program.Subsegments);
    }

    /// <summary>
    /// An interface is all that an interceptor could take: the struct would be boxed, its changes lost.
    /// </summary>
    [Fact]
    public async Task StructBehindATypeParameterKeepsItsChanges()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Counter counter = new();
            P.Twice(ref counter);
            P.Twice2(counter);
            P.Class(new Boxed());
            Log.Line(counter.Value);

            interface ICounter { [Traced] void Add(); }
            struct Counter : ICounter { public int Value; public void Add() => Value++; }
            class Boxed : ICounter { public void Add() { } }

            static class P
            {
                public static void Twice<T>(ref T counter) where T : ICounter { counter.Add(); counter.Add(); }
                public static void Twice2<T>(T counter) where T : struct, ICounter { counter.Add(); Log.Line(counter); }
                public static void Class<T>(T counter) where T : class, ICounter { counter.Add(); }
            }
            """);

        Assert.Equal("Counter\n2", program.Output);
        Assert.Equal(["ICounter.Add"], program.Subsegments);
    }

    /// <summary>
    /// The tree is data for a query provider or a mock, which look for the method that the user wrote.
    /// </summary>
    [Fact]
    public async Task ExpressionTreesNameTheUsersMethod()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using System.Linq.Expressions;

            P p = new();
            Expression<Func<P, int>> tree = x => x.M(x.M(1));
            Log.Line(tree);
            Log.Line(((MethodCallExpression)tree.Body).Method.DeclaringType);
            Expression<Func<Func<int>>> nested = () => () => p.M(2);
            Log.Line(((MethodCallExpression)((LambdaExpression)nested.Body).Body).Method.DeclaringType);
            Log.Line((from x in new[] { p }.AsQueryable() where x.M(3) > 0 select x.M(4)).Expression);
            Take(x => x.M(5));
            Func<P, int> code = x => x.M(6);
            code(p);

            static void Take(Expression<Func<P, int>> tree) => Log.Line(tree);

            class P { [Traced] public int M(int x) => x; }
            """);

        Assert.Equal(["x.M(6)"], program.Intercepted);
        Assert.Equal("P.M", program.Trace);
    }

    /// <summary>Bound at run time, although the compiler names a method for it and a location to intercept.</summary>
    [Fact]
    public async Task DynamicCallsAreLeftAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.M((dynamic)1);
            dynamic p = new P();
            p.N();
            new P().O((dynamic)"s", 1);

            class P
            {
                [Traced] public static void M(int x) => Log.Line(x);
                [Traced] public void N() => Log.Line("n");
                [Traced] public void O(string s, int x) => Log.Line(s + x);
            }
            """);

        Assert.Empty(program.Intercepted);
        Assert.DoesNotContain(
            program.Generation.Files.Keys, file => file.Split('.')[0] is "Calls" or "Wrappers");
    }

    /// <summary>An async wrapper would turn both into a faulted task, and every task into another one.</summary>
    [Fact]
    public async Task ExceptionsBeforeTheTaskAndTheTasksIdentityAreKept()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P p = new();
            try { _ = p.Check(null!); Log.Line("not thrown"); } catch (ArgumentNullException) { Log.Line("thrown at once"); }
            try { _ = p.CheckValue(null!); Log.Line("not thrown"); } catch (ArgumentNullException) { Log.Line("thrown at once"); }
            Log.Line(ReferenceEquals(p.Cached, p.Get()));
            Log.Line(ReferenceEquals(p.Pending.Task, p.Wait()));
            p.Pending.SetResult(1);

            class P
            {
                public readonly Task<int> Cached = Task.FromResult(1);
                public readonly TaskCompletionSource<int> Pending = new();
                [Traced] public Task Check(string s) { ArgumentNullException.ThrowIfNull(s); return Task.CompletedTask; }
                [Traced] public ValueTask CheckValue(string s) { ArgumentNullException.ThrowIfNull(s); return default; }
                [Traced] public Task<int> Get() => Cached;
                [Traced] public Task<int> Wait() => Pending.Task;
            }
            """);

        Assert.Equal("thrown at once\nthrown at once\nTrue\nTrue", program.Output);
        Assert.Equal("P.Check [fault]\nP.CheckValue [fault]\nP.Get\nP.Wait", program.Trace);
    }

    [Fact]
    public async Task AsyncLocalsFlowAsWithoutTracing()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            await P.Set();
            Log.Line(P.Local.Value);
            P.SetSynchronously();
            Log.Line(P.Local.Value);

            static class P
            {
                public static readonly AsyncLocal<string?> Local = new();
                [Traced] public static async Task Set() { Local.Value = "async"; await Task.Yield(); }
                [Traced] public static void SetSynchronously() => Local.Value = "sync";
            }
            """);

        Assert.Equal("\nsync", program.Output);
    }

    /// <summary>The compiler tells locations apart by the text of their file.</summary>
    [Fact]
    public async Task IdenticalFilesAreLeftAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync(
            "P.M(); static class P { [Traced] public static void M() { } [Traced] public static void N() { } }",
            "file class Twin { void A() => P.N(); }",
            "file class Twin { void A() => P.N(); }");

        Assert.Equal(["P.M()"], program.Intercepted);
    }

    [Fact]
    public async Task TypesThatCannotBeNamedAreLeftAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Outer.Run();
            new Local().M();
            new Generic<Local>().M(new Local());
            new Generic<object>().M(new { X = 1 });

            class Outer
            {
                private class Hidden { [Traced] public void M(int x) { } }
                private enum Kind { A }
                [Traced] public static void Take(Kind kind) { }
                [Traced] private static List<Kind[]> Return() => [];
                [Traced] private static void Constrained<T>() where T : Hidden { }
                public static void Run() { new Hidden().M(1); Take(Kind.A); Return(); Constrained<Hidden>(); new Generic<Hidden>().M(Kind.A); }
            }

            file class Local { [Traced] public void M() { } }
            class Generic<T> { [Traced] public void M<U>(U x) => Log.Line(typeof(U).Name.Length > 0); }
            """.Replace("public static void Take", "private static void Take"));

        Assert.Equal(3, program.Intercepted.Count);
        Assert.All(program.Subsegments, name => Assert.Equal("Generic.M", name));
    }

    [Fact]
    public async Task WhatIsNoMethodCallIsLeftAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Func<int, int> f = P.M;
            f(1);
            f.Invoke(2);
            Log.Line(nameof(P.M));
            M(3);
            new P().Event!(4);

            int M(int x) => x;

            class P
            {
                public Func<int, int>? Event = M;
                [Traced] public static int M(int x) => x;
            }
            """);

        Assert.Empty(program.Intercepted);
    }

    /// <summary>
    /// C# leaves the call out, arguments and all, where the symbol is not defined; a wrapper has no such symbols.
    /// </summary>
    [Fact]
    public async Task ConditionalCallsStayOrGoAsTheUsersFileSays()
    {
        TracedProgram program = await TracedProgram.RunAsync(
            "#define YES\nP.Yes(P.Side(1)); P.No(P.Side(2));\n",
            """
            using System.Diagnostics;

            static class P
            {
                public static int Side(int x) { Log.Line("side" + x); return x; }
                [Traced, Conditional("YES")] public static void Yes(int x) => Log.Line("yes");
                [Traced, Conditional("NO"), Conditional("NEITHER")] public static void No(int x) => Log.Line("no");
            }
            """);

        Assert.Equal("side1\nyes", program.Output);
        Assert.Equal("P.Yes", program.Trace);
    }

    /// <summary>No type argument of the interceptor would be the one that the call is made on.</summary>
    [Fact]
    public async Task StaticAbstractMembersOnAnyTypeParameterAreLeftAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.Call<A>();
            A.Do();

            interface IDo { [Traced] static abstract void Do(); }
            class A : IDo { [Traced] public static void Do() => Log.Line("a"); }
            static class P { public static void Call<T>() where T : IDo => T.Do(); }
            """);

        Assert.Equal("a\na", program.Output);
        Assert.Equal("A.Do", program.Trace);
    }
}
