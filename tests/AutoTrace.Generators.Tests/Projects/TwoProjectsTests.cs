using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Projects;

/// <summary>Calls of another project's traced methods, known by its metadata alone.</summary>
public sealed class TwoProjectsTests
{
    private const string Library = """
        namespace Shop;

        public partial class Orders : IOrders
        {
            [Traced] public Task<int> Get([Annotate] int id) => Task.FromResult(id);
            [Traced] public partial Task<int> Wrapped(int id);
            private Task<int> WrappedCore(int id) => Task.FromResult(id);
            [Traced] protected virtual int Protected<T>(in T x, params ReadOnlySpan<T> all) => all.Length;
            [Traced] internal int Internal() => 1;
            [Traced] private int Private() => 1;
            [Traced] public IEnumerable<int> Iterator() { yield return 1; }
            [Traced(Name = "named")] public static T Generic<T>(T x) where T : class? => x;
            public Task<int> Find(int id) => Get(id);
        }

        public interface IOrders { [Traced] Task<int> Find(int id); [Traced] Task<int> Wrapped(int id); }

        [Traced] public struct Counter { public int Value; public void Add(int x) => Value += x; public readonly int Read() => Value; }
        """;

    [Fact]
    public async Task TracedMethodsOfAReferencedProjectAreTraced()
    {
        const string App = """
            using Shop;

            Orders orders = new();
            await orders.Get(1);
            await orders.Wrapped(2);
            await ((IOrders)orders).Find(3);
            await ((IOrders)orders).Wrapped(4);
            Orders.Generic("x");
            foreach (int x in orders.Iterator()) { }
            Counter counter = new();
            counter.Add(2);
            Log.Line(counter.Read());
            new Derived().Run();

            class Derived : Orders { public void Run() => Log.Line(Protected(1, 2, 3)); }
            """;
        Generation library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, Library));
        byte[] libraryBytes = library.Emit();
        Generation app = Generation.Of(TestCompilation.Create("App", isLibrary: false, App)
            .AddReferences(MetadataReference.CreateFromImage(libraryBytes)));

        Run run = await Run.OfAsync(app.Emit(), libraryBytes);

        Assert.Equal("2\n2", run.Output);
        Assert.Equal(
            """
            Orders.Get
            Orders.Wrapped
            IOrders.Find
              Orders.Get
            IOrders.Wrapped
            named
            Orders.Iterator
            Counter.Add
            Counter.Read
            Orders.Protected
            """,
            run.Trace);
    }

    [Fact]
    public void AssemblyNamesWhatOthersMayCall()
    {
        Generation library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, Library));

        Assert.Contains(
            "TracedAssembly(\"Add\", \"Find\", \"Generic\", \"Get\", \"Internal\", " +
            "\"Iterator\", \"Protected\", \"Read\", \"Wrapped\")",
            library.Files["TracedAssembly.g.cs"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardersOfAProjectWithTracingOffAreTracedByTheirCallers()
    {
        byte[] library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, Library), isEnabled: false).Emit();
        Generation app = Generation.Of(TestCompilation.Create("App", isLibrary: false, "await new Shop.Orders().Wrapped(2);")
            .AddReferences(MetadataReference.CreateFromImage(library)));

        Assert.Equal("Orders.Wrapped", (await Run.OfAsync(app.Emit(), library)).Trace);
    }

    /// <summary>Both assemblies have a wrapper for the same method, under the same name.</summary>
    [Fact]
    public async Task FriendAssembliesKeepTheirOwnWrappers()
    {
        byte[] library = Generation.Of(TestCompilation.Create(
            "Library",
            isLibrary: true,
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]\n" + Library)).Emit();
        Generation app = Generation.Of(TestCompilation.Create(
                "App", isLibrary: false, "Log.Line(await new Shop.Orders().Get(2) + new Shop.Orders().Internal());")
            .AddReferences(MetadataReference.CreateFromImage(library)));

        Run run = await Run.OfAsync(app.Emit(), library);

        Assert.Equal("3", run.Output);
        Assert.Equal("Orders.Get\nOrders.Internal", run.Trace);
    }

    [Fact]
    public void TypesUnderAnAliasAreLeftAlone()
    {
        byte[] library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, Library)).Emit();
        Generation app = Generation.Of(TestCompilation.Create(
            "App", isLibrary: false, "extern alias L; await new L::Shop.Orders().Get(2);")
            .AddReferences(MetadataReference.CreateFromImage(library).WithAliases(["L"])));

        Assert.Empty(app.Intercepted);
        app.Emit();
    }
}
