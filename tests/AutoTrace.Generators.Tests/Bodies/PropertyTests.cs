using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Bodies;

/// <summary>Partial properties and indexers, which are wrapped around another property or two methods.</summary>
public sealed class PropertyTests
{
    [Fact]
    public async Task EveryUseOfAPartialPropertyIsTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Basket basket = new() { Name = "a" };
            basket.Total = 1;
            basket.Total += 2;
            Log.Line(basket.Total + basket.Name);
            if (basket is { Total: 3 }) { Log.Line("pattern"); }
            Log.Line(typeof(Basket).GetProperty("Total")!.GetValue(basket));
            dynamic d = basket;
            d.Total = 5;
            System.Linq.Expressions.Expression<Func<int>> tree = () => basket.Total;
            Log.Line(tree.Compile()());
            ITotal total = basket;
            total.Total++;
            Log.Line(basket[2, "x"]);
            basket[3] = 4;

            interface ITotal { int Total { get; set; } }

            partial class Basket : ITotal
            {
                [Traced] public partial int Total { get; set; }
                private int TotalCore { get; set; }

                [Traced(Name = "name")] public required partial string Name { get; init; }
                private string NameCore { get; init; } = "";

                [Traced] public partial int this[[Annotate] int index, string other = "y"] { get; set; }
                private int GetItemCore(int index, string other) => index * 10;
                private void SetItemCore(int index, string other, int value) => Log.Line($"{index}{other}{value}");
            }
            """);

        Assert.Equal("3a\npattern\n3\n5\n20\n3y4", program.Output);
        Assert.Equal(
            [
                "name", "Basket.Total.set", "Basket.Total.get", "Basket.Total.set", "Basket.Total.get", "name",
                "Basket.Total.get", "Basket.Total.get", "Basket.Total.set", "Basket.Total.get", "Basket.Total.get",
                "Basket.Total.set", "Basket.Item.get", "Basket.Item.set",
            ],
            program.Subsegments);
        Assert.Equal(2, program.Run.Tree["Basket.Item.get"].Annotations!["index"]!.GetValue<int>());
        Assert.Equal(3, program.Run.Tree["Basket.Item.set"].Annotations!["index"]!.GetValue<int>());
    }

    [Fact]
    public async Task EveryKindOfPropertyCanBeWrapped()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using Shop.Deep;

            Outer<string>.Shared = "s";
            Log.Line(Outer<string>.Shared);
            Value value = new();
            value.Total = 3;
            Log.Line(value.Total + value.Frozen);
            Derived derived = new();
            derived.Reference++;
            Log.Line(derived.Reference + derived.Virtual + ((Base)derived).Virtual);
            Log.Line(await derived.Later);
            foreach (int x in derived.Items) { Log.Line(x); }
            try { _ = derived.Fails; } catch (InvalidOperationException) { Log.Line("failed"); }
            Log.Line(derived.Half + derived.Half);
            Log.Line(derived.@class);

            namespace Shop.Deep
            {
                partial class Outer<T> where T : class
                {
                    [Traced] public static partial T? Shared { get; set; }
                    private static T? SharedCore { get; set; }
                }

                partial struct Value
                {
                    private int _total;
                    [Traced] public partial int Total { readonly get; set; }
                    private int TotalCore { readonly get => _total; set => _total = value; }
                    [Traced] public readonly partial int Frozen { get; }
                    private readonly int FrozenCore => _total;
                }

                partial class Base
                {
                    [Traced] public virtual partial int Virtual { get; }
                    private int VirtualCore => 1;
                }

                sealed partial class Derived : Base
                {
                    private int _reference;
                    private int _half;
                    [Traced] public override partial int Virtual { get; }
                    private int VirtualCore => base.Virtual + 1;
                    [Traced] internal partial ref int Reference { get; }
                    private ref int ReferenceCore => ref _reference;
                    [Traced] public partial Task<string> Later { get; }
                    private Task<string> LaterCore => Wait();
                    [Traced] public partial IEnumerable<int> Items { get; }
                    private IEnumerable<int> ItemsCore { get { yield return 7; } }
                    [Traced(Body = nameof(Throw))] public partial int Fails { get; }
                    private int Throw => throw new InvalidOperationException();
                    [Traced] public partial int Half { [NoTrace] get; private set; }
                    private int HalfCore { get => HalfCore = ++_half; set => _half = value; }
                    [Traced] public partial int @class { get; }
                    private int classCore => 8;
                    private static async Task<string> Wait() { await Task.Yield(); return "later"; }
                }
            }
            """);

        Assert.Equal("s\n6\n5\nlater\n7\nfailed\n3\n8", program.Output);
        Assert.Equal(
            """
            Outer.Shared.set
            Outer.Shared.get
            Value.Total.set
            Value.Total.get
            Value.Frozen.get
            Derived.Reference.get
            Derived.Reference.get
            Derived.Virtual.get
              Base.Virtual.get
            Derived.Virtual.get
              Base.Virtual.get
            Derived.Later.get
            Derived.Items.get
            Derived.Fails.get [fault]
            Derived.class.get
            """,
            program.Trace);
    }

    [Fact]
    public async Task PropertiesThatCannotBeWrappedAreReported() => Assert.Equal(
        [
            "AT1017 Warning Plain", "AT1017 Warning this", "AT1017 Warning Own", "AT2001 Error get", "AT1017 Warning Extension",
            "AT1017 Warning Contract",
        ],
        await Reports.OfAsync("""
            partial class C
            {
                [Traced] public int Plain { get; set; }
                [Traced] public int this[int i] => i;
                [Traced] public partial int Own { get; }
                public partial int Own => 1;
                public int OnAccessor { [Traced] get; }
                [Traced] public partial int Fine { get; }
                private int FineCore => 1;
            }
            static class E { extension(int x) { [Traced] public int Extension => x; } }
            interface I { [Traced] int Contract { get; } }
            """));

    [Theory]
    [InlineData("public partial int P { get; set; } private int PCore => 1;")]
    [InlineData("public partial int P { get; } private long PCore => 1;")]
    [InlineData("public partial int P { get; set; } private int PCore { get; init; }")]
    [InlineData("public static partial int P { get; } private int PCore => 1;")]
    [InlineData("public partial int P { get; } private int GetPCore() => 1;")]
    [InlineData("public partial int this[int i] { get; } private int GetItemCore(long i) => 1;")]
    public async Task APropertyWithoutItsAccessorsIsAnError(string members)
    {
        CSharpCompilation source = TestCompilation.Create(
            "Library", isLibrary: true, $"partial class C {{ [Traced] {members} }}");

        Assert.Contains(Generation.Of(source).Compilation.GetDiagnostics(), each => each.Id == "CS9248");
        Assert.StartsWith("AT2002 Error", Assert.Single(Reports.Show(await Reports.OfAsync(source))));
    }
}
