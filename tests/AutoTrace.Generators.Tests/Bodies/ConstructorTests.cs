using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Bodies;

/// <summary>Partial constructors, which are wrapped around a method.</summary>
public sealed class ConstructorTests
{
    [Fact]
    public async Task EveryUseOfAPartialConstructorIsTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new Order(1).Id);
            Order order = new(2, out string text) { Note = "n" };
            Log.Line(order.Id + text + order.Note);
            Log.Line(((Order)Activator.CreateInstance(typeof(Order), 3)!).Id);
            Log.Line(new Special().Id);
            Log.Line(Make<Pair<int>>().Value);
            Log.Line(new Point(5, 6).Sum);
            try { _ = new Order(-1); } catch (ArgumentException) { Log.Line("refused"); }
            static T Make<T>() where T : new() => new T();

            partial class Order
            {
                public int Id = 100;
                public string Note { get; set; } = "";
                [Traced] public partial Order([Annotate] int id);
                private void OrderCore(int id) => Id = id > 0 ? id : throw new ArgumentException("id");
                [Traced(Name = "new order", Body = nameof(Initialize))] public partial Order(int id, out string text, int more = 4);
                private void Initialize(int id, out string text, int more) { Id = id + more; text = "t"; }
            }

            class Special() : Order(4);

            partial class Pair<T>
            {
                public T? Value;
                [Traced] public partial Pair();
                private void PairCore() => Task.Run(() => { Value = default; Leaf(); }).Wait();
                [Traced] public static void Leaf() { }
            }

            partial struct Point
            {
                public int Sum;
                [Traced] public partial Point(int x, int y);
                private void PointCore(int x, int y) => Sum = x + y;
            }
            """);

        Assert.Equal("1\n6tn\n3\n4\n0\n11\nrefused", program.Output);
        Assert.Equal(
            "Order.ctor\nnew order\nOrder.ctor\nOrder.ctor\nPair.ctor\n  Pair.Leaf\nPoint.ctor\nOrder.ctor [fault]",
            program.Trace);
        Assert.Equal(1, program.Run.Tree.Nodes.First(node => node.Name == "Order.ctor").Annotations!["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task ConstructorsThatCannotBeWrappedAreReported() => Assert.Equal(
        ["AT1017 Warning Plain", "AT1017 Warning Own", "AT2001 Error Static", "AT1017 Warning Primary"],
        await Reports.OfAsync("""
            class Plain { [Traced] public Plain() { } }
            partial class Own { [Traced] public partial Own(); public partial Own() { } }
            class Static { [Traced] static Static() { } }
            [method: Traced] class Primary(int x) { public int X => x; }
            """));

    [Fact]
    public async Task AConstructorWithoutItsMethodIsAnError() => Assert.Equal(
        ["AT2002 Error C"],
        Reports.Show(await Reports.OfAsync(TestCompilation.Create("Library", isLibrary: true, """
            partial class C { [Traced] public partial C(int x); private void CCore(long x) { } }
            """))));
}
