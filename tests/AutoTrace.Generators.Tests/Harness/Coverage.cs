using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Harness;

/// <summary>
/// The promise, for any program: every use of a traced method is intercepted, traced in its body, or reported, and
/// only one of these. Uses are found by what the compiler binds their names to.
/// </summary>
internal static class Coverage
{
    public static async Task CheckAsync(Generation generation)
    {
        ILookup<SyntaxToken, string> outcomes = await Outcomes.OfAsync(generation);
        foreach (SyntaxTree tree in generation.Sources)
        {
            SemanticModel model = generation.ModelOf(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (IsUse(name, model))
                {
                    string[] all = [.. outcomes[name.Identifier]];
                    Assert.True(
                        all.Length == 1,
                        $"{name} in {tree.FilePath}({name.GetLocation().GetLineSpan().StartLinePosition}) is " +
                        $"[{string.Join(", ", all)}]");
                }
            }
        }
    }

    private static bool IsUse(SimpleNameSyntax name, SemanticModel model) =>
        model.GetSymbolInfo(name).Symbol is IMethodSymbol
        {
            MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension,
        } used &&
        TracedMembers.IsTraced((used.ReducedFrom ?? used).OriginalDefinition);
}
