using AutoTrace.Generators.Analysis;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Analysis;

/// <summary>The name gate of the analyzers, which is asked at every key.</summary>
public sealed class TracedNamesTests
{
    private const string Text = "class C { [Traced] int M() => 1; int N() { return 2; } }";

    [Fact]
    public void AnEditOfABodyReadsNoDeclarationAgain()
    {
        CSharpCompilation before = TestCompilation.Create("Names1", isLibrary: true, Text);
        HashSet<string> names = TracedNames.Of(before, CancellationToken.None);
        Assert.Equal(["M"], names);
        Assert.Same(names, TracedNames.Of(Edited(before, "return 2", "return 3"), CancellationToken.None));
    }

    [Fact]
    public void AnEditOfAnAttributeDoes()
    {
        CSharpCompilation before = TestCompilation.Create("Names2", isLibrary: true, Text);
        TracedNames.Of(before, CancellationToken.None);
        CSharpCompilation after = Edited(before, "int N", "[Traced] int N");
        Assert.Equal(["M", "N"], TracedNames.Of(after, CancellationToken.None).Order());
    }

    [Fact]
    public void InterceptorsAreNotLookedAt()
    {
        Compilation compilation = TestCompilation.Create(
            "Names3",
            isLibrary: true,
            Text,
            "namespace AutoTrace.Generated { class A { [Traced] void B() { } } } class D { [Traced] void E() { } }");
        Assert.Equal(["E", "M"], TracedNames.Of(compilation, CancellationToken.None).Order());
    }

    private static CSharpCompilation Edited(CSharpCompilation compilation, string old, string text)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        string edited = tree.ToString().Replace(old, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, TestCompilation.Parse(edited, tree.FilePath));
    }
}
