using AutoTrace.Generators.Symbols;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace AutoTrace.Generators.Tests.Proofs;

/// <summary>How far the proof reaches in code that was not written for it.</summary>
public sealed class StorefrontTests(ITestOutputHelper output)
{
    [Fact]
    public void TheseBodiesOfTheSampleAreProven()
    {
        Generation storefront = Generation.Of(Compilation());
        int traced = storefront.Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>()
            .Count(method => !method.IsAbstract && TracedMembers.IsTraced(method));
        string[] proven = [.. ProvenMethods.In(storefront).Where(each => each.Value).Select(each => each.Key).Order()];
        output.WriteLine($"{proven.Length} of {traced} traced methods start no flow: {string.Join(", ", proven)}");

        Assert.InRange(traced, 20, 100);
        Assert.Equal(["Find", "Price"], proven);
    }

    private static CSharpCompilation Compilation()
    {
        string samples = Path.Combine(Snapshots.SnapshotTests.Cases, "../../../samples/Storefront");
        IEnumerable<SyntaxTree> trees = Directory.GetFiles(samples, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => TestCompilation.Parse(File.ReadAllText(path), Path.GetRelativePath(samples, path)));
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string web = runtime.Replace("Microsoft.NETCore.App", "Microsoft.AspNetCore.App", StringComparison.Ordinal);
        CSharpCompilation plain = TestCompilation.Create("Storefront", isLibrary: true);
        HashSet<string> known = [.. plain.References.Select(reference => Path.GetFileName(reference.Display!))];
        return plain.AddSyntaxTrees(trees)
            .AddSyntaxTrees(TestCompilation.Parse(
                "global using System.IO; global using System.Net.Http; global using System.Net.Http.Json;", "Implicit.cs"))
            .AddReferences(Directory.GetFiles(web, "*.dll").Where(path => !known.Contains(Path.GetFileName(path)))
                .Select(path => MetadataReference.CreateFromFile(path)));
    }
}
