using AutoTrace.Generators.Analysis;
using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Harness;

/// <summary>
/// The promise: every use of a traced method is intercepted, traced in its body, or reported, and only one of these.
/// Uses are found by what the compiler binds their names to, and interceptors by what it redirects: neither is asked
/// from AutoTrace.
/// </summary>
internal static class Coverage
{
    public static async Task CheckAsync(Generation generation)
    {
        ILookup<Location, string> reports = (await Reports.OfAsync(generation.Compilation))
            .ToLookup(each => each.Location, each => each.Id);
        foreach (SyntaxTree tree in generation.Sources)
        {
            SemanticModel model = generation.Compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (UsedMethod(name, model) is { } method)
                {
                    List<string> outcomes = [.. reports[name.Identifier.GetLocation()]];
                    bool isMarked = outcomes.Remove(Rules.Traced.Id);
                    if (IsIntercepted(name, model))
                    {
                        outcomes.Add("intercepted");
                    }
                    else if (TracedBodies.IsWrapped(method))
                    {
                        // Calls that may run an override which is not wrapped are intercepted too.
                        outcomes.Add("wrapped");
                    }

                    string use = $"{name} in {tree.FilePath}({name.GetLocation().GetLineSpan().StartLinePosition})";
                    Assert.True(outcomes.Count == 1, $"{use} is [{string.Join(", ", outcomes)}]");
                    Assert.True(
                        isMarked == outcomes[0] is "wrapped" or "intercepted", $"{use}: {outcomes[0]}, marked {isMarked}");
                }
            }
        }
    }

    private static IMethodSymbol? UsedMethod(SimpleNameSyntax name, SemanticModel model) =>
        model.GetSymbolInfo(name).Symbol is IMethodSymbol
        {
            MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension,
        } used &&
        (used.ReducedFrom ?? used).OriginalDefinition is var method &&
        TracedMembers.IsTraced(method)
            ? method
            : null;

    private static bool IsIntercepted(SimpleNameSyntax name, SemanticModel model) =>
        name.FirstAncestorOrSelf<InvocationExpressionSyntax>(
            call => call.Expression.Span.End == name.Span.End) is { } call &&
        model.GetInterceptorMethod(call) is not null;
}
