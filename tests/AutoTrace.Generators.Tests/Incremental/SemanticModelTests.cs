using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Incremental;

/// <summary>How the generator binds is the compiler's quickest way, as long as it has that.</summary>
public sealed class SemanticModelTests
{
    private static readonly CSharpCompilation s_compilation =
        TestCompilation.Create("Library", isLibrary: true, "class C { string M() => string.Empty; }");

    [Fact]
    public void NothingIsAnalyzedForNulls()
    {
        SyntaxTree tree = s_compilation.SyntaxTrees[0];
        SyntaxNode returned = tree.GetRoot().DescendantNodes().OfType<ArrowExpressionClauseSyntax>().Single().Expression;
        Assert.Equal(NullableFlowState.None, FlowState(SemanticModels.Of(s_compilation, tree)));
        Assert.Equal(NullableFlowState.NotNull, FlowState(s_compilation.GetSemanticModel(tree)));

        NullableFlowState FlowState(SemanticModel model) => model.GetTypeInfo(returned).Nullability.FlowState;
    }

    [Theory]
    [InlineData(typeof(MissingMethodException))]
    [InlineData(typeof(TypeLoadException))]
    public void ACompilerThatLacksTheQuickestWayIsAskedForItOnce(Type missing)
    {
        int asked = 0;
        SemanticModels models = new((_, _) =>
        {
            asked++;
            throw (Exception)Activator.CreateInstance(missing)!;
        });
        SyntaxTree tree = s_compilation.SyntaxTrees[0];

        SemanticModel[] bound = [models.Bind(s_compilation, tree), models.Bind(s_compilation, tree)];

        Assert.All(bound, model => Assert.Same(tree, model.SyntaxTree));
        Assert.Equal(1, asked);
    }
}
