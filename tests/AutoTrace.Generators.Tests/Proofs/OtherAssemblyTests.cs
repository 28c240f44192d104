using System.Reflection;
using System.Runtime.Loader;
using AutoTrace.CompilerServices;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Proofs;

/// <summary>
/// What was proven in one assembly is known to wrappers in another, and asked at run time: a later version of the first
/// may do what this one does not.
/// </summary>
public sealed class OtherAssemblyTests
{
    private const string Library = """
        public class Orders
        {
            [Traced] public int Get(int id) => id;
            [Traced] public int Fork() => Task.Run(() => 1).Result;
            [Traced] public static int Static() => 1;
            [Traced] public virtual int Virtual() => 1;
            [Traced] private int Private() => 1;
        }
        public struct Point { [Traced] public int X() => 1; }
        """;

    [Fact]
    public void AnAssemblySaysWhichOfItsMethodsAreProven()
    {
        Assembly library = Load(Library);

        // Not the static one, nor the struct's: they may be the first call into the assembly, which runs its
        // initializers.
        Assert.Equal(
            ["M:Orders.Get(System.Int32)"],
            library.GetCustomAttributes<StartsNoFlowAttribute>().Select(attribute => attribute.Method));
    }

    [Fact]
    public void AWrapperAsksTheAssemblyThatRuns()
    {
        Type before = Load(Library).GetType("Orders")!;
        Type after = Load(Library.Replace("=> id", "=> Task.Run(() => id).Result", StringComparison.Ordinal)).GetType("Orders")!;

        Assert.Equal(CallsiteTraits.StartsNoFlow, CompilerServices.ProvenMethods.TraitsOf(before, "M:Orders.Get(System.Int32)"));
        Assert.Equal(CallsiteTraits.None, CompilerServices.ProvenMethods.TraitsOf(before, "M:Orders.Fork"));
        Assert.Equal(CallsiteTraits.None, CompilerServices.ProvenMethods.TraitsOf(after, "M:Orders.Get(System.Int32)"));
    }

    [Fact]
    public void AWrapperNamesTheMethodThatItAsksFor()
    {
        byte[] library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, Library)).Emit();
        Generation app = Generation.Of(TestCompilation.Create(
                "App", isLibrary: true, "class A { int M(Orders x) => x.Get(1) + x.Virtual() + Orders.Static(); }")
            .AddReferences(MetadataReference.CreateFromImage(library)));
        string wrappers = app.Files.Single(file => file.Key.StartsWith("Wrappers.", StringComparison.Ordinal)).Value;

        Assert.Contains(
            "new(\"Orders.Get\"u8, global::AutoTrace.CompilerServices.ProvenMethods.TraitsOf(" +
            "typeof(global::Orders), \"M:Orders.Get(System.Int32)\"));",
            wrappers,
            StringComparison.Ordinal);
        Assert.Contains("new(\"Orders.Static\"u8);", wrappers, StringComparison.Ordinal);
        Assert.Contains(
            "new(\"Orders.Virtual\"u8, global::AutoTrace.CompilerServices.CallsiteTraits.None,",
            wrappers,
            StringComparison.Ordinal);
        app.Emit();
    }

    private static Assembly Load(string source)
    {
        byte[] assembly = Generation.Of(TestCompilation.Create("Library", isLibrary: true, source)).Emit();
        return new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(new MemoryStream(assembly));
    }
}
