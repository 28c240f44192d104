using AutoTrace.Generators.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Harness;

/// <summary>
/// What became of each use of a traced member, at the first token of its place: <c>intercepted</c>, as the compiler
/// says; <c>body</c>, where what is called carries the attribute of a wrapped body; the id of a report.
/// </summary>
internal static class Outcomes
{
    public const string Intercepted = "intercepted";

    public const string Body = "body";

    /// <summary>Several where more than one thing happened to a use; nothing where nothing did.</summary>
    public static async Task<ILookup<SyntaxToken, string>> OfAsync(
        Generation generation, params (string Name, string Value)[] properties)
    {
        IReadOnlyList<Diagnostic> reports = await Reports.OfAsync(generation.Compilation, properties);
        return OfDiagnostics(reports)
            .Concat(generation.Sources.SelectMany(tree => OfNames(tree, generation.ModelOf(tree))))
            .GroupBy(each => each.Item1, each => each.Item2)
            .SelectMany(each => WithoutMark([.. each]).Select(outcome => (each.Key, outcome)))
            .ToLookup(each => each.Key, each => each.outcome);
    }

    /// <summary>What the compiler has against a program that it refuses.</summary>
    public static ILookup<SyntaxToken, string> OfErrors(Generation generation) =>
        OfDiagnostics(generation.Compilation.GetDiagnostics().Where(each =>
                each.Severity == DiagnosticSeverity.Error && generation.Sources.Contains(each.Location.SourceTree)))
            .ToLookup(each => each.Place, each => each.Outcome);

    private static IEnumerable<(SyntaxToken Place, string Outcome)> OfDiagnostics(
        IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(each =>
            (each.Location.SourceTree!.GetRoot().FindToken(each.Location.SourceSpan.Start), each.Id));

    /// <summary>What is traced is marked as such and nothing else is, or the mark is an outcome by itself.</summary>
    private static IEnumerable<string> WithoutMark(List<string> outcomes)
    {
        bool isMarked = outcomes.Remove(Rules.Traced.Id);
        bool isTraced = outcomes.Contains(Intercepted) || outcomes.Contains(Body);
        return isMarked == isTraced ? outcomes : outcomes.Append($"{(isMarked ? "" : "no ")}{Rules.Traced.Id}");
    }

    /// <summary>The members of the project whose bodies are wrapped, as <c>Type.Member</c>.</summary>
    public static IEnumerable<string> Bodies(Generation generation) =>
        from tree in generation.Sources
        from member in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
        let symbol = generation.ModelOf(tree).GetDeclaredSymbol(member)
        where IsWrapped(symbol)
        select $"{symbol.ContainingType.Name}.{symbol.Name}";

    private static IEnumerable<(SyntaxToken Place, string Outcome)> OfNames(SyntaxTree tree, SemanticModel model)
    {
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            SyntaxToken place = name.Identifier;
            if (IsIntercepted(name, model))
            {
                // Also of a wrapped body, where an override may run which is not wrapped.
                yield return (place, Intercepted);
                continue;
            }

            // A dynamic argument leaves candidates.
            SymbolInfo used = model.GetSymbolInfo(name);
            if (IsWrapped(used.Symbol ?? used.CandidateSymbols.FirstOrDefault()))
            {
                yield return (place, Body);
            }
        }
    }

    private static bool IsIntercepted(SimpleNameSyntax name, SemanticModel model) =>
        name.FirstAncestorOrSelf<InvocationExpressionSyntax>(
            call => call.Expression.Span.End == name.Span.End) is { } call &&
        model.GetInterceptorMethod(call) is not null;

    private static bool IsWrapped(ISymbol? symbol)
    {
        ISymbol? definition = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        IEnumerable<ISymbol?> parts = definition?.OriginalDefinition switch
        {
            IMethodSymbol method => [method, method.PartialImplementationPart],
            IPropertySymbol property => [property.GetMethod, property.SetMethod],
            _ => [],
        };
        return parts.OfType<ISymbol>().SelectMany(part => part.GetAttributes())
            .Any(data => data.AttributeClass?.Name == "TracedBodyAttribute");
    }
}
