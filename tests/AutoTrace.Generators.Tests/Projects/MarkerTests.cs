using System.Runtime.Loader;
using AutoTrace.Export;
using AutoTrace.Generators.Tests.Harness;
using AutoTrace.Tests.Shared;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Projects;

/// <summary>The attribute by which the runtime tells that the generator was there.</summary>
public sealed class MarkerTests
{
    [Theory]
    [InlineData("class C { [Traced] private void M() { } }")]
    [InlineData("public interface I { void M(); } class C : I { [Traced] void I.M() { } }")]
    [InlineData("[Traced] class Empty;")]
    public void EveryAssemblyThatUsesTracedIsMarked(string source)
    {
        Generation generation = Generation.Of(TestCompilation.Create("P", isLibrary: true, source));

        generation.Emit();
        Assert.Contains(
            "[assembly: global::AutoTrace.CompilerServices.TracedAssembly(", generation.Files["TracedAssembly.g.cs"]);
    }

    [Fact]
    public async Task AssemblyThatUsesTracedWithoutTheGeneratorIsAGap()
    {
        CSharpCompilation With(string name, string source) => TestCompilation.Create(name, isLibrary: true, source);
        CSharpCompilation untraced = With("Untraced", "public class C { [Traced] public void M() { } }");
        AssemblyLoadContext context = new(name: null, isCollectible: true);
        using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options =>
        {
            options.Exporter = new InMemoryExporter();
            options.OnInformation = null;
            options.OnWarning = null;
        });

        Load(With("Traced", "public class C { [Traced] public void M() { } }"));
        Load(With("Plain", "public class C { public AutoTraceRuntime? Runtime; }"), isCompiledByUs: false);
        Load(untraced, isCompiledByUs: false);

        await Eventually.EqualAsync(1, () => Gaps("Untraced").Count());
        Assert.Empty(Gaps("Traced"));
        Assert.Empty(Gaps("Plain"));
        Assert.Contains("AutoTrace's generator did not compile it", Gaps("Untraced").Single().Message);
        context.Unload();

        void Load(CSharpCompilation compilation, bool isCompiledByUs = true)
        {
            using MemoryStream image = new();
            image.Write(isCompiledByUs ? Generation.Of(compilation).Emit() : Emit(compilation));
            image.Position = 0;
            context.LoadFromStream(image);
        }
    }

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        Assert.True(compilation.Emit(image).Success);
        return image.ToArray();
    }

    private static IEnumerable<CoverageGap> Gaps(string assembly) => AutoTraceRuntime.CoverageGaps
        .Where(gap => gap.Kind == CoverageGapKind.AssemblyWithoutGenerator && gap.Subject == assembly);
}
