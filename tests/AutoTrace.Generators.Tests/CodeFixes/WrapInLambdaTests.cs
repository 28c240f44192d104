using AutoTrace.CodeFixes.Delegates;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoTrace.Generators.Tests.CodeFixes;

/// <summary>A method group becomes a lambda where that does the same, and nowhere else.</summary>
public sealed class WrapInLambdaTests
{
    private const string Shop = """
        delegate void Take(ref int a, out int b, in int c);
        delegate ref int Pick(int[] items);
        class Shop
        {
            [Traced] public int Add(int count) => count;
            [Traced] public int Add(string text) => text.Length;
            [Traced] public static int Twice(int count) => count * 2;
            [Traced] public static T Same<T>(T value) => value;
            [Traced] public static T New<T>() where T : new() => new();
            [Traced] public static void Take(ref int a, out int b, in int c) => b = a = c;
            [Traced] public static ref int Pick(int[] items) => ref items[0];
            [Traced] public virtual Task RunAsync(object @event, CancellationToken stop) => Task.CompletedTask;
            public readonly Shop Next = null!;
            public Shop Changing = null!;
            public static Shop Make() => new();
            public event Action<int>? Changed { add { } remove { } }
        }
        static class Extensions { [Traced] public static int Sum(this Shop shop, int a, int b) => a + b; }
        struct Box { [Traced] public int Get() => 1; }
        class Used { public static void With(Func<int, int> of) { } public static void With(Func<string, int> of) { } }

        """;

    [Theory]
    [InlineData("Func<int, int> M(Shop shop) => shop.Add;", "shop.Add", "count => shop.Add(count)")]
    [InlineData("object M() { var f = Shop.Twice; return f; }", "Shop.Twice", "(int count) => Shop.Twice(count)")]
    [InlineData("object M() => new Func<int, int>(Shop.Twice);", "Shop.Twice", "count => Shop.Twice(count)")]
    [InlineData("object M(int[] a) => a.Select(Shop.Twice);", "Shop.Twice", "count => Shop.Twice(count)")]
    [InlineData("Func<int, int> M() => Shop.Same;", "Shop.Same", "value => Shop.Same(value)")]
    [InlineData("Func<Shop> M() => Shop.New<Shop>;", "Shop.New<Shop>", "() => Shop.New<Shop>()")]
    [InlineData("Func<int, object> M() => Add; [Traced] string Add(int count) => \"\";", "Add", "count => Add(count)")]
    [InlineData("void M(Shop s) => Used.With((Func<string, int>)s.Add);", "s.Add", "text => s.Add(text)")]
    [InlineData(
        "Take M() => Shop.Take;",
        "Shop.Take", "(ref int a, out int b, in int c) => Shop.Take(ref a, out b, c)")]
    [InlineData("Pick M() => Shop.Pick;", "Shop.Pick", "items => ref Shop.Pick(items)")]
    [InlineData("Func<int, int, int> M(Shop shop) => shop.Sum;", "shop.Sum", "(a, b) => shop.Sum(a, b)")]
    [InlineData("Func<int, int> M(Shop count) => count.Add;", "count.Add", "count2 => count.Add(count2)")]
    [InlineData(
        "Func<object, CancellationToken, Task> M(Shop shop) => shop.RunAsync;",
        "shop.RunAsync", "(@event, stop) => shop.RunAsync(@event, stop)")]
    [InlineData(
        "Delegate M(Shop shop) => shop.RunAsync;",
        "shop.RunAsync", "(object @event, CancellationToken stop) => shop.RunAsync(@event, stop)")]
    [InlineData("readonly Shop _s = new(); Func<int, int> M() => _s.Add;", "_s.Add", "count => _s.Add(count)")]
    [InlineData("void M() { Shop s = new(); Func<int, int> f = s.Add; }", "s.Add", "count => s.Add(count)")]
    public async Task TheLambdaCallsTheSame(string member, string group, string lambda)
    {
        string text = Shop + $"class C {{ {member} }}";
        int at = text.IndexOf(group, text.IndexOf("class C ", StringComparison.Ordinal), StringComparison.Ordinal);
        using TracingProject project = new(new WrapInLambdaCodeFix(), text);

        FixedProject result = await project.FixedAsync();

        Assert.Equal(text[..at] + lambda + text[(at + group.Length)..], await result.TextAsync());
        Assert.DoesNotContain("AT1001", string.Join('\n', await result.ReportsAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void M(Shop shop) { shop.Changed += Handle; } [Traced] void Handle(int x) { }")]
    [InlineData("void M(Shop shop) { shop.Changed -= Handle; } [Traced] void Handle(int x) { }")]
    [InlineData("void M(Action? a) { a += Handle; } [Traced] void Handle() { }")]
    [InlineData("bool M(Action a) => a == Handle; [Traced] void Handle() { }")]
    [InlineData("Func<int, int> M() => Shop.Make().Add;")]
    [InlineData("Func<int, int> M(Shop shop) => shop.Changing.Add;")]
    [InlineData("Func<int, int> M(Shop shop) => shop.Next.Add;")]
    [InlineData("Func<int, int> M(Shop shop) { Func<int, int> f = shop.Add; shop = new(); return f; }")]
    [InlineData("Func<int, int> M() { Shop s; s = new(); return s.Add; }")]
    [InlineData("Func<int, int> M(ref Shop shop) => shop.Add;")]
    [InlineData("Func<int> M(Box box) => box.Get;")]
    [InlineData("unsafe void M() { delegate*<int, int> f = &Shop.Twice; }")]
    [InlineData("Delegate M() => Find; [Traced] int Find([Annotate] int id) => id;")]
    [InlineData("Delegate M() => Find; [Traced] int Find(int id = 1) => id;")]
    public async Task WhereItWouldDoSomethingElseItIsNotOffered(string member)
    {
        using TracingProject project = new(new WrapInLambdaCodeFix(), Shop + $"class C {{ {member} }}");
        Assert.Empty(await project.OffersAsync());
    }

    [Fact]
    public async Task ABaseCallIsNotOffered()
    {
        using TracingProject project = new(
            new WrapInLambdaCodeFix(),
            Shop + "class D : Shop { Func<object, CancellationToken, Task> M() => base.RunAsync; }");
        Assert.Empty(await project.OffersAsync());
    }

    [Fact]
    public async Task AParameterOfThePrimaryConstructorThatAnotherMemberChangesIsNotOffered()
    {
        using TracingProject project = new(
            new WrapInLambdaCodeFix(),
            Shop + "class D(Shop s) { Func<int, int> M() => s.Add; void N() => s = new(); }");
        Assert.Empty(await project.OffersAsync());
    }

    [Fact]
    public async Task TheProgramDoesTheSameAndIsTraced()
    {
        const string Program = """
            // program
            Shop shop = new();
            foreach (int x in new[] { 1, 2 }.Select(shop.Add)) Log.Line(x);
            Action refuse = Shop.Refuse;
            try { refuse(); } catch (InvalidOperationException e) { Log.Line(e.Message); }
            class Shop
            {
                private int _sum;
                [Traced] public int Add(int count) => _sum += count;
                [Traced] public static void Refuse() => throw new InvalidOperationException("no");
            }
            """;
        using TracingProject project = new(new WrapInLambdaCodeFix(), Program);

        FixedProject all = await project.AllFixedAsync(FixAllScope.Document);
        Run before = await Run.OfAsync(Generation.Of(TestCompilation.Create("Project", false, Program)).Emit());
        Run after = await Run.OfAsync((await all.GenerationAsync()).Emit());

        Assert.Equal("1\n3\nno", before.Output);
        Assert.Equal(before.Output, after.Output);
        Assert.Empty(before.Subsegments);
        Assert.Equal(["Shop.Add", "Shop.Add", "Shop.Refuse"], after.Subsegments);
    }
}
