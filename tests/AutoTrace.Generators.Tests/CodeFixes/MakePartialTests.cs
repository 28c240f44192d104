using AutoTrace.CodeFixes.Methods;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoTrace.Generators.Tests.CodeFixes;

/// <summary>A traced method becomes a declaration and a body, and does what it did.</summary>
public sealed class MakePartialTests
{
    [Fact]
    public Task AttributesDocumentationAndDefaultsStayWithTheDeclaration() => FixesAsync(
        """
        public class Shop
        {
            [Obsolete] public Func<int, string?, Task<int>> All => AddAsync;

            /// <summary>Adds.</summary>
            [Traced(Name = "add")]
            [Obsolete]
            [return: Annotate("count")]
            public async Task<int> AddAsync(int count = 1, [Annotate] string? name = "a b") // adds
            {
                // Why not.
                await Task.Yield();
                return count;
            }

            public void After() { }
        }
        """,
        """
        public partial class Shop
        {
            [Obsolete] public Func<int, string?, Task<int>> All => AddAsync;

            /// <summary>Adds.</summary>
            [Traced(Name = "add")]
            [Obsolete]
            [return: Annotate("count")]
            public partial Task<int> AddAsync(int count = 1, [Annotate] string? name = "a b");

            [Obsolete]
            private async Task<int> AddAsyncCore(int count, string? name) // adds
            {
                // Why not.
                await Task.Yield();
                return count;
            }

            public void After() { }
        }
        """);

    [Fact]
    public Task EveryTypeAroundBecomesPartial() => FixesAsync(
        """
        namespace Shops;
        // A shop.
        class Shop<T> where T : class
        {
            internal readonly ref struct Shelf { public int Size => 1; }
            public partial record struct Row
            {
                sealed class Cell
                {
                    [Traced] static int Add<TItem>(TItem item) where TItem : struct => 1;
                    static Func<int, int> All => Add<int>;
                }
            }
        }
        """,
        """
        namespace Shops;
        // A shop.
        partial class Shop<T> where T : class
        {
            internal readonly ref struct Shelf { public int Size => 1; }
            public partial record struct Row
            {
                sealed partial class Cell
                {
                    [Traced] private static partial int Add<TItem>(TItem item) where TItem : struct;

                    private static int AddCore<TItem>(TItem item) where TItem : struct => 1;
                    static Func<int, int> All => Add<int>;
                }
            }
        }
        """);

    [Fact]
    public Task WhatIsForTheCompilerGoesWithTheBody() => FixesAsync(
        """
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;

        static class Shop
        {
            delegate bool Find(string key, out string? value);
            static Find All => TryFind;

            [MethodImpl(MethodImplOptions.NoInlining), Traced]
            public static bool TryFind(
                this string key,
                [NotNullWhen(true)] out string? value)
            {
                value = key.Length > 0 ? key : null;
                return value is not null;
            }

            static object Many => (Func<CancellationToken, IAsyncEnumerable<int>>)ReadAsync;

            [Traced]
            static async IAsyncEnumerable<int> ReadAsync([EnumeratorCancellation] CancellationToken stop = default)
            {
                await Task.Delay(1, stop);
                yield return 1;
            }
        }
        """,
        """
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;

        static partial class Shop
        {
            delegate bool Find(string key, out string? value);
            static Find All => TryFind;

            [Traced]
            public static partial bool TryFind(
                this string key,
                [NotNullWhen(true)] out string? value);

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static bool TryFindCore(
                string key,
                [NotNullWhen(true)] out string? value)
            {
                value = key.Length > 0 ? key : null;
                return value is not null;
            }

            static object Many => (Func<CancellationToken, IAsyncEnumerable<int>>)ReadAsync;

            [Traced]
            private static partial IAsyncEnumerable<int> ReadAsync(CancellationToken stop = default);

            private static async IAsyncEnumerable<int> ReadAsyncCore([EnumeratorCancellation] CancellationToken stop)
            {
                await Task.Delay(1, stop);
                yield return 1;
            }
        }
        """,
        FixAllScope.Document);

    [Fact]
    public Task ABodyWhoseNameIsTakenGetsAnotherThatTheAttributeSays() => FixesAsync(
        """
        class Shop
        {
            [Traced(Name = "add")] public int Add(int count) => AddCore() + count;
            [Traced] public int Add(string text) => text.Length;
            int AddCore() => 1;
            (Func<int, int>, Func<string, int>) All => (Add, Add);
        }
        """,
        """
        partial class Shop
        {
            [Traced(Name = "add", Body = nameof(AddBody))] public partial int Add(int count);

            private int AddBody(int count) => AddCore() + count;
            [Traced(Body = nameof(AddBody))] public partial int Add(string text);

            private int AddBody(string text) => text.Length;
            int AddCore() => 1;
            (Func<int, int>, Func<string, int>) All => (Add, Add);
        }
        """,
        FixAllScope.Project);

    [Fact]
    public Task AnOverrideThatIsTracedByItsBaseGetsTheAttribute() => FixesAsync(
        """
        abstract class Base { [Traced] public abstract int Add(int count); }
        class Shop : Base
        {
            /// <summary>Adds.</summary>
            public sealed override int Add(int count) => count;
            Func<int, int> All => Add;
        }
        """,
        """
        abstract class Base { [Traced] public abstract int Add(int count); }
        partial class Shop : Base
        {
            /// <summary>Adds.</summary>
            [Traced]
            public sealed override partial int Add(int count);

            private int AddCore(int count) => count;
            Func<int, int> All => Add;
        }
        """);

    [Fact]
    public Task WhatItsTypeTracesNeedsNoAttribute() => FixesAsync(
        """
        [Traced]
        public struct Shop
        {
            public readonly int Add(params int[] counts) => counts.Length;
            Func<int[], int> All => Add;
        }
        """,
        """
        [Traced]
        public partial struct Shop
        {
            public readonly partial int Add(params int[] counts);

            private readonly int AddCore(int[] counts) => counts.Length;
            Func<int[], int> All => Add;
        }
        """);

    [Fact]
    public Task ADefaultMethodOfAnInterfaceRemainsPublicAndVirtual() => FixesAsync(
        """
        interface IShop
        {
            [Traced] int Add(int count) => count;
            [Traced] static int Twice(int count) => count * 2;
            Func<int, int>[] All => [Add, Twice];
        }
        """,
        """
        partial interface IShop
        {
            [Traced] public virtual partial int Add(int count);

            private int AddCore(int count) => count;
            [Traced] public static partial int Twice(int count);

            private static int TwiceCore(int count) => count * 2;
            Func<int, int>[] All => [Add, Twice];
        }
        """,
        FixAllScope.Document);

    [Fact]
    public Task ForAMemberThatOnlyLeadsToOthersTheseBecomePartial() => FixesAsync(
        """
        interface IShop { int Add(int count); }
        abstract class Base : IShop { public abstract int Add(int count); }
        class Shop : Base { [Traced] public override int Add(int count) => count; }
        class Shelf : IShop { [Traced] public int Add(int count) => -count; }
        class Plain : IShop { public int Add(int count) => 0; }
        class User { Func<int, int> M(IShop shop) => shop.Add; }
        """,
        """
        interface IShop { int Add(int count); }
        abstract class Base : IShop { public abstract int Add(int count); }
        partial class Shop : Base { [Traced] public override partial int Add(int count);

            private int AddCore(int count) => count; }
        partial class Shelf : IShop { [Traced] public partial int Add(int count);

            private int AddCore(int count) => -count; }
        class Plain : IShop { public int Add(int count) => 0; }
        class User { Func<int, int> M(IShop shop) => shop.Add; }
        """);

    [Fact]
    public Task ImplementationsOfAStaticAbstractMemberBecomePartial() => FixesAsync(
        """
        interface IJob { static abstract void Start(); }
        class Nightly : IJob { [Traced] public static void Start() { } }
        class User { void M<T>() where T : IJob => T.Start(); }
        """,
        """
        interface IJob { static abstract void Start(); }
        partial class Nightly : IJob { [Traced] public static partial void Start();

            private static void StartCore() { } }
        class User { void M<T>() where T : IJob => T.Start(); }
        """);

    [Fact]
    public Task TheBodyOfAnOverrideSaysTheConstraintsThatTheOverrideInherits() => FixesAsync(
        """
        interface IRow;
        abstract class Base
        {
            public abstract void Add<T>(T item) where T : struct, IRow;
            public abstract void Take<T, TKey>(T? item, TKey key) where T : class where TKey : notnull, IComparable<T?>;
            public abstract void Put<T>(T? item);
        }
        class Shop : Base
        {
            [Traced] public override void Add<T>(T item) { }
            [Traced]
            public override void Take<T, TKey>(T? item, TKey key)
                where T : class
            {
            }
            [Traced] public override void Put<T>(T? item) where T : default { }
            void M() => _ = new object[] { (Action<string, string>)Take, (Action<int>)Put, (Action<Row>)Add };
            struct Row : IRow;
        }
        """,
        """
        interface IRow;
        abstract class Base
        {
            public abstract void Add<T>(T item) where T : struct, IRow;
            public abstract void Take<T, TKey>(T? item, TKey key) where T : class where TKey : notnull, IComparable<T?>;
            public abstract void Put<T>(T? item);
        }
        partial class Shop : Base
        {
            [Traced] public override partial void Add<T>(T item);

            private void AddCore<T>(T item) where T : struct, IRow { }
            [Traced]
            public override partial void Take<T, TKey>(T? item, TKey key)
                where T : class;

            private void TakeCore<T, TKey>(T? item, TKey key) where T : class where TKey : notnull, IComparable<T?>
            {
            }
            [Traced] public override partial void Put<T>(T? item) where T : default;

            private void PutCore<T>(T? item) { }
            void M() => _ = new object[] { (Action<string, string>)Take, (Action<int>)Put, (Action<Row>)Add };
            struct Row : IRow;
        }
        """,
        FixAllScope.Document);

    [Theory]
    [InlineData("")]
    [InlineData("#define MANY\n")]
    public Task DirectivesAmongParametersAndAttributesStayWhole(string defined) => FixesAsync(
        $$"""
        {{defined}}#if MANY
        [Obsolete]
        #endif
        class Shop
        {
        #if MANY
            [STAThread]
        #endif
            [Traced]
        #if !MANY
            [STAThread]
        #endif
            public int Add(
        #if MANY
                int count,
        #endif
                [Annotate] int price = 1)
            {
        #if MANY
                price += count;
        #endif
                return price;
            }

            Delegate All => Add;
        }
        """,
        $$"""
        {{defined}}#if MANY
        [Obsolete]
        #endif
        partial class Shop
        {
        #if MANY
            [STAThread]
        #endif
            [Traced]
        #if !MANY
            [STAThread]
        #endif
            public partial int Add(
        #if MANY
                int count,
        #endif
                [Annotate] int price = 1);

            private int AddCore(
        #if MANY
                int count,
        #endif
                int price)
            {
        #if MANY
                price += count;
        #endif
                return price;
            }

            Delegate All => Add;
        }
        """);

    [Fact]
    public async Task TheDeclarationIsChangedInWhateverDocumentAndProjectItIs()
    {
        using TracingProject project = new(
            new MakePartialCodeFix(),
            ["class User { Func<int, int> M(Shop shop) => shop.Put; Func<int, int> N(Shelf shelf) => shelf.Add; }",
                "class Shelf { [Traced] public int Add(int count) => count; }"],
            ["public class Shop { [Traced] public int Put(int count) => count; }"]);

        string library = await (await project.FixedAsync(0)).TextAsync();
        string other = await (await project.FixedAsync(1)).TextAsync("File2.cs");

        Assert.StartsWith("public partial class Shop { [Traced] public partial int Put(int count);", library);
        Assert.StartsWith("partial class Shelf { [Traced] public partial int Add(int count);", other);
    }

    [Fact]
    public async Task AllOfASolutionAreFixedEachOnce()
    {
        using TracingProject project = new(
            new MakePartialCodeFix(),
            [
                "class User { Func<int, int> M(Shop s) => s.Put; Func<int, int> N(Shelf s) => s.Add; }",
                "class Shelf : IDisposable { [Traced] public int Add(int i) => i; [Traced] public void Dispose() { } }",
                "class Third { Func<int, int> N(Shelf s) => s.Add; }",
            ],
            ["public class Shop { [Traced] public int Put(int count) => count; }"]);

        FixedProject all = await project.AllFixedAsync(FixAllScope.Solution);

        Assert.Empty(await all.ReportsAsync());
        Assert.StartsWith("public partial class Shop", await all.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllOfADocumentAreThoseThatItReports()
    {
        using TracingProject project = new(
            new MakePartialCodeFix(),
            "class A { [Traced] public int Add(int i) => i; Func<int, int> M(B b) => b.Add; }",
            "class B { [Traced] public int Add(int i) => i; Func<int, int> M(A a) => a.Add; }");

        FixedProject all = await project.AllFixedAsync(FixAllScope.Document);

        Assert.StartsWith("class A", await all.TextAsync("File1.cs"), StringComparison.Ordinal);
        Assert.StartsWith("partial class B", await all.TextAsync("File2.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abstract class C { [Traced] public abstract void M(); Action N() => M; }")]
    [InlineData("file class C { [Traced] public void M() { } Action N() => M; }")]
    [InlineData("class C : IComparer<int> { [Traced] int IComparer<int>.Compare(int a, int b) => a; }")]
    [InlineData("interface I { [Traced] void M(); } class C : I { public void M() { } Action N(I i) => i.M; }")]
    [InlineData("interface I { void M(); } class C : I { [Traced] void I.M() { } Action N(I i) => i.M; }")]
    [InlineData(
        "static class C { extension(string s) { [Traced] public void M() { } } static Action N(string s) => s.M; }")]
    [InlineData("class C {\n[Traced] public void M()\n#if !X\n{ }\n#endif\nAction N() => M; }")]
    [InlineData("class C { [Traced] public\n#if X\nvirtual\n#endif\nvoid M() { } Action N() => M; }")]
    [InlineData("class C { [Traced]\n#if X\nvoid M() {\n#else\nvoid M() {\n#endif\n} Action N() => M; }")]
    public async Task WhatCannotBePartialIsNotOffered(string file)
    {
        using TracingProject project = new(new MakePartialCodeFix(), file);
        Assert.Empty(await project.OffersAsync());
    }

    [Fact]
    public async Task TheProgramDoesTheSameAndIsTraced()
    {
        const string Program = """
            // program
            Shop shop = new();
            Func<int, Task<int>> add = shop.AddAsync;
            Log.Line(await add(2));
            foreach (string line in new[] { 1, 2 }.SelectMany(shop.Lines)) Log.Line(line);
            try { new Action(Shop.Refuse)(); } catch (InvalidOperationException e) { Log.Line(e.Message); }
            class Shop
            {
                private int _sum;
                [Traced]
                public async Task<int> AddAsync([Annotate] int count)
                {
                    if (count > 1) { await AddAsync(count - 1); }
                    return _sum += count;
                }
                [Traced] public IEnumerable<string> Lines(int count) { while (count > 0) yield return "l" + --count; }
                [Traced] public static void Refuse() => throw new InvalidOperationException("no");
            }
            """;
        using TracingProject project = new(new MakePartialCodeFix(), Program);

        FixedProject all = await project.AllFixedAsync(FixAllScope.Project);
        Run before = await Run.OfAsync(Generation.Of(TestCompilation.Create("Project", false, Program)).Emit());
        Run after = await Run.OfAsync((await all.GenerationAsync()).Emit());

        Assert.Equal("3\nl0\nl1\nl0\nno", before.Output);
        Assert.Equal(before.Output, after.Output);
        Assert.Equal(["Shop.AddAsync"], before.Subsegments);
        Assert.Equal(
            ["Shop.AddAsync", "Shop.AddAsync", "Shop.Lines", "Shop.Lines", "Shop.Refuse"], after.Subsegments);
    }

    private static async Task FixesAsync(string before, string after, FixAllScope? scope = null)
    {
        using TracingProject project = new(new MakePartialCodeFix(), before);
        FixedProject result = scope is { } all ? await project.AllFixedAsync(all) : await project.FixedAsync();
        Assert.Equal(after, await result.TextAsync());
        IReadOnlyList<string> reports = await result.ReportsAsync();
        Assert.DoesNotContain(reports, report => report.StartsWith("AT10", StringComparison.Ordinal));
    }
}
