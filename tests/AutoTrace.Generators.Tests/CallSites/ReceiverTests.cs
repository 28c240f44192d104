using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>What a traced method is called on.</summary>
public sealed class ReceiverTests
{
    [Fact]
    public async Task InstanceStaticAndExtensionMethodsAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using Shop;

            Basket basket = new();
            Log.Line(basket.Add(1));
            Log.Line(Basket.Open("a"));
            Log.Line(basket.Twice());
            Log.Line(BasketExtensions.Twice(basket));
            Log.Line(2.Plus<int>(3));

            namespace Shop
            {
                public class Basket
                {
                    public int Count = 7;
                    [Traced] public int Add(int count) => count + Count;
                    [Traced] public static string Open(string name) => name + name;
                }

                public static class BasketExtensions
                {
                    [Traced] public static int Twice(this Basket basket) => basket.Count * 2;
                    [Traced] public static T Plus<T>(this T a, T b) where T : System.Numerics.INumber<T> => a + b;
                }
            }
            """);

        Assert.Equal("8\naa\n14\n14\n5", program.Output);
        Assert.Equal(5, program.Intercepted.Count);
        Assert.Equal(
            ["Basket.Add", "Basket.Open", "BasketExtensions.Twice", "BasketExtensions.Twice", "BasketExtensions.Plus"],
            program.Subsegments);
    }

    [Fact]
    public async Task ConditionalAccessIsTracedAndANullReceiverIsNot()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Node? node = new Node { Next = new Node() };
            Log.Line(node?.Next?.Value(1));
            Log.Line(node?.Next?.Next?.Value(2));
            Log.Line(node!.Next!.Value(3));

            class Node
            {
                public Node? Next;
                [Traced] public int Value(int x) => x;
            }
            """);

        Assert.Equal("1\n\n3", program.Output);
        Assert.Equal(["Node.Value", "Node.Value"], program.Subsegments);
    }

    [Fact]
    public async Task NullReceiverThrowsAsWithoutTracing()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Node? node = null;
            try { node!.Value(); } catch (NullReferenceException) { Log.Line("null"); }

            class Node
            {
                [Traced] public int Value() => 1;
            }
            """);

        Assert.Equal("null", program.Output);
        Assert.Equal("Node.Value [fault]", program.Trace);
    }

    [Fact]
    public async Task StructsKeepTheirChanges()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Counter counter = new();
            counter.Add(2);
            counter.Add(3);
            Counter[] many = [new(), new()];
            many[1].Add(4);
            ref Counter reference = ref many[0];
            reference.Add(5);
            Holder holder = new();
            holder.Field.Add(6);
            holder.Frozen.Add(7);
            new Counter { Value = 8 }.Add(1);
            Log.Line($"{counter.Value} {many[0].Value} {many[1].Value} {holder.Field.Value} {holder.Frozen.Value} {counter.Get()}");
            Log.Line(new Point(1, 2).Sum() + holder.Point.Sum());

            struct Counter
            {
                public int Value;
                [Traced] public void Add(int x) => Value += x;
                [Traced] public readonly int Get() => Value;
            }

            readonly record struct Point(int X, int Y)
            {
                [Traced] public int Sum() => X + Y;
            }

            class Holder
            {
                public Counter Field;
                public readonly Counter Frozen;
                public readonly Point Point = new(3, 4);
            }
            """);

        Assert.Equal("5 5 4 6 0 5\n10", program.Output);
        Assert.Equal(10, program.Subsegments.Count);
    }

    [Fact]
    public async Task RefStructsKeepTheirChangesAndTheirReferences()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using System.Diagnostics.CodeAnalysis;

            int[] data = [1, 2, 3];
            Cursor cursor = new(data);
            while (cursor.Move()) { cursor.Current() *= 10; }
            Log.Line(string.Join(" ", data) + " " + cursor.Rest().Length + " " + cursor.Length());
            Box box = new();
            box.Reference() = 5;
            Log.Line(box.Value);

            ref struct Cursor(Span<int> items)
            {
                private readonly Span<int> _items = items;
                private int _index = -1;
                [Traced] public bool Move() => ++_index < _items.Length;
                [Traced] public ref int Current() => ref _items[_index];
                [Traced] public readonly Span<int> Rest() => _items;
                [Traced] public readonly int Length() => _items.Length;
            }

            struct Box
            {
                public int Value;
                [Traced, UnscopedRef] public ref int Reference() => ref Value;
            }
            """);

        Assert.Equal("10 20 30 3 3\n5", program.Output);
        Assert.Equal(10, program.Subsegments.Count);
    }

    [Fact]
    public async Task PrivateAndProtectedMethodsAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new Derived().Run());
            Log.Line(new Pair<string>().Run(3));
            Log.Line(Tools.Run());
            Value value = new();
            Log.Line(value.Run());

            class Base
            {
                [Traced] protected int Protected(ref int x, in int y) => x += y;
                [Traced] private protected static string PrivateProtected(string a) => a;
                [Traced] protected virtual int Virtual() => 1;
            }

            class Derived : Base
            {
                [Traced] private static int Static(params int[] all) => all.Length;
                [Traced] protected override int Virtual() => 2;
                public string Run() { int x = 1; return $"{Protected(ref x, 2)} {x} {PrivateProtected("p")} {Static(1, 2)} {Virtual()}"; }
            }

            class Pair<T> where T : class
            {
                [Traced] private string Both<U>(T? a, U b) where U : struct => typeof(T).Name + typeof(U).Name + b;
                [Traced] private static string Static<U>(U b) => typeof(T).Name + b;
                public string Run(int b) => Both(null, b) + Static(b);
            }

            static class Tools
            {
                [Traced] private static int Hidden(int x, out int y) => y = x + 1;
                public static int Run() => Hidden(1, out int y) + y;
            }

            struct Value
            {
                private int _value;
                [Traced] private void Set(int value) => _value = value;
                [Traced] private readonly int Get() => _value;
                public int Run() { Set(4); return Get(); }
            }
            """);

        Assert.Equal("3 3 p 2 2\nStringInt323String3\n4\n4", program.Output);
        Assert.Equal(
            [
                "Base.Protected", "Base.PrivateProtected", "Derived.Static", "Derived.Virtual", "Pair.Both", "Pair.Static",
                "Tools.Hidden", "Value.Set", "Value.Get",
            ],
            program.Subsegments);
    }

    [Fact]
    public async Task PrivateMethodsOfRefStructsAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new Window("abc").Run());

            ref struct Window(ReadOnlySpan<char> text)
            {
                private ReadOnlySpan<char> _text = text;
                [Traced] private void Cut() => _text = _text[1..];
                [Traced] private readonly int Length() => _text.Length;
                public int Run() { Cut(); return Length(); }
            }
            """);

        Assert.Equal("2", program.Output);
        Assert.Equal(["Window.Cut", "Window.Length"], program.Subsegments);
    }

    [Fact]
    public async Task GenericMethodsOfNestedGenericTypesAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new Outer<int>.Inner<string, object>().Show(1, "s", 2.5));
            Log.Line(Outer<Guid>.Make<List<int>>().Count);
            Log.Line(Call<Item>(new Item()));

            static string Call<T>(T item) where T : Item => new Outer<int>.Inner<T, object>().Show(1, item, item);

            public class Item;

            #pragma warning disable CS0693 // both types and the method call a parameter T
            class Outer<T> where T : struct
            {
                public class Inner<U, V> where U : class where V : notnull, new()
                {
                    [Traced] public string Show<T, W>(T a, U b, W c) where W : notnull => $"{typeof(T).Name}{typeof(U).Name}{typeof(V).Name}{typeof(W).Name}";
                    [Traced] public void Allows<S>(scoped S s) where S : allows ref struct { }
                }

                [Traced] public static N Make<N>() where N : new() => new N();
            }
            """);

        Assert.Equal("Int32StringObjectDouble\n0\nInt32ItemObjectItem", program.Output);
        Assert.Equal(["Inner.Show", "Outer.Make", "Inner.Show"], program.Subsegments);
    }

    [Fact]
    public async Task AllConstraintsAreRepeated()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C c = new();
            c.A<string>(); c.B<int>(); c.D<int>(); c.E<object>(); c.F<Span<int>>([1]); c.G<List<int>, int>(); c.H<string?>(); c.I<DayOfWeek>(); c.J<Action>();

            class C
            {
                [Traced] public void A<T>() where T : class { }
                [Traced] public void B<T>() where T : struct { }
                [Traced] public void D<T>() where T : unmanaged { }
                [Traced] public void E<T>() where T : notnull, new() { }
                [Traced] public void F<T>(scoped T t) where T : allows ref struct { }
                [Traced] public void G<T, U>() where T : class, IEnumerable<U>, new() where U : IComparable<U> { }
                [Traced] public void H<T>() where T : class? { }
                [Traced] public void I<T>() where T : struct, Enum { }
                [Traced] public void J<T>() where T : Delegate { }
            }
            """);

        Assert.Equal(9, program.Intercepted.Count);
    }

    [Fact]
    public async Task CallsAreTracedWhereverCodeCanStand()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using static S;

            Func<int> lambda = () => M(1) + new Func<int>(() => M(2))();
            int Local() => M(3);
            static int StaticLocal() => M(4);
            lambda();
            Local();
            StaticLocal();
            _ = new Derived(M(5));
            _ = (from x in new[] { 1 } where M(6) > 0 select M(7)).ToList();
            Log.Line($"{M(8)}");
            switch (1) { case int n when M(9) == n: break; }
            lock (Obj(10)) { }
            foreach (int x in Items(11)) { }
            _ = S.Field + S.Property;

            static class S
            {
                [Traced] public static int M(int x) { Log.Line(x); return x; }
                [Traced] public static object Obj(int x) { Log.Line(x); return new object(); }
                [Traced] public static int[] Items(int x) { Log.Line(x); return [x]; }
                public static int Field = M(12);
                public static int Property { get; } = M(13);
            }

            class Base(int x) { public int X = M(x); }
            class Derived(int x) : Base(M(x) + 1);
            """);

        Assert.Equal(15, program.Subsegments.Count);
        Assert.Equal(15, program.Intercepted.Count);
    }

    [Fact]
    public async Task MethodsOfOneNameAndSignatureInSeveralTypesAreTracedEach()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            A.M(1);
            B.M(2);
            N.A.M(3);

            static class A { [Traced] public static void M(int x) => Log.Line(x); }
            static class B { [Traced] public static void M(int x) => Log.Line(x); }
            namespace N { static class A { [Traced] public static void M(int x) => Log.Line(x); } }
            """);

        Assert.Equal("1\n2\n3", program.Output);
        Assert.Equal(["A.M", "B.M", "A.M"], program.Subsegments);
    }
}
