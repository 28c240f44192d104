using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>Methods of C# 14's extension blocks.</summary>
public sealed class ExtensionBlockTests
{
    private const string Library = """
        namespace Shop;

        public static class Numbers
        {
            extension(int x)
            {
                [Traced] public int Plus([Annotate] int y) => x + y;
                [Traced] public async Task<int> Later() { await Task.Yield(); return x; }
                [Traced] public IEnumerable<int> Up() { yield return x; yield return x + 1; }
                [Traced] public static int Parsed(string text) => int.Parse(text);
                public int Plain() => x;
            }

            extension(string text)
            {
                [Traced] public int Plus(int y) => text.Length + y;
            }

            extension(ref int x)
            {
                [Traced] public void Grow() => x *= 2;
            }

            [Traced] public static long Plus(this long x, int y) => x + y;
        }

        public static class Lists
        {
            extension<T>(List<T> list) where T : class
            {
                [Traced] public U Put<U>(T item, U other) where U : struct { list.Add(item); return other; }
                [Traced] public static List<T> Of(T item) => [item];
            }
        }
        """;

    private const string Calls = """
        using Shop;

        Log.Line(1.Plus(2));
        Log.Line(Numbers.Plus(3, 4));
        Log.Line("five".Plus(1));
        Log.Line(6L.Plus(7));
        Log.Line(await 8.Later());
        foreach (int x in 9.Up()) { Log.Line(x); }
        Log.Line(int.Parsed("11") + 1.Plain());
        int y = 12;
        y.Grow();
        Log.Line(y);
        List<string> list = List<string>.Of("a");
        Log.Line(list.Put<string, int>("b", 1) + list.Count);
        Log.Line(Lists.Put(list, "c", 2) + list?.Put<string, int>("d", 3));

        """;

    private static readonly string[] s_subsegments =
    [
        "Numbers.Plus", "Numbers.Plus", "Numbers.Plus", "Numbers.Plus", "Numbers.Later", "Numbers.Up",
        "Numbers.Parsed", "Numbers.Grow", "Lists.Of", "Lists.Put", "Lists.Put", "Lists.Put",
    ];

    [Fact]
    public async Task MethodsOfBlocksAreTracedAsMembersAndAsStatics()
    {
        TracedProgram program = await TracedProgram.RunAsync(Calls, Library);

        Assert.Equal("3\n7\n5\n13\n8\n9\n10\n12\n24\n3\n5", program.Output);
        Assert.Equal(s_subsegments, program.Subsegments);
        Assert.Equal(2, program.Run.Tree.Nodes.First(node => node.Name == "Numbers.Plus").Annotations!["y"]!.GetValue<int>());
    }

    [Fact]
    public async Task MethodsOfBlocksOfAReferencedProjectAreTraced()
    {
        byte[] library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, Library)).Emit();
        Generation app = Generation.Of(TestCompilation.Create("App", isLibrary: false, Calls)
            .AddReferences(MetadataReference.CreateFromImage(library)));

        Assert.Equal(s_subsegments, (await Run.OfAsync(app.Emit(), library)).Subsegments);
    }

    [Fact]
    public async Task TypesAttributeMeansThePublicMethodsOfItsBlocks()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(1.Public() + 1.Skipped() + 1.Property + Numbers.Run());

            [Traced]
            static class Numbers
            {
                extension(int x)
                {
                    public int Public() => x;
                    [NoTrace] public int Skipped() => x;
                    internal int Internal() => x;
                    public int Property => x;
                }

                internal static int Run() => 1.Internal() + get_Property(1);
            }
            """);

        Assert.Equal("5", program.Output);
        Assert.Equal(["Numbers.Public"], program.Subsegments);
    }

    [Fact]
    public async Task PrivateMethodsOfBlocksAreTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(Numbers.Run());

            static class Numbers
            {
                extension(int x) { [Traced] private int Hidden() => x; }
                public static int Run() => 1.Hidden();
            }
            """);

        Assert.Equal("Numbers.Hidden", program.Trace);
    }

    [Fact]
    public async Task ADelegateToAMethodOfABlockIsReported() => Assert.Equal(
        ["AT1001 Warning Plus"],
        await Reports.OfAsync(Library.Replace("namespace Shop;", "") + "class C { Func<int, int> M() => string.Empty.Plus; }"));
}
