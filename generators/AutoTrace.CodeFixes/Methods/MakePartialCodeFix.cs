using System.Collections.Immutable;
using System.Composition;
using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>
/// Makes traced methods <c>partial</c>, with their bodies in methods beside them: then every path to them is traced.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFix))]
[Shared]
public sealed class MakePartialCodeFix : MethodCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "AT1001", "AT1002", "AT1003", "AT1004", "AT1005", "AT1006", "AT1007", "AT1008", "AT1010", "AT1011", "AT1012",
        "AT1013", "AT1014", "AT1015", "AT1016",
    ];

    internal override string TitleForAll => "Make traced methods partial";

    private protected override string TitleFor(IMethodSymbol method) =>
        $"Make '{method.ContainingType.Name}.{method.Name}' partial";

    private protected override bool CanFix(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        TracedMembers.IsTraced(method) && MethodSplit.CanSplit(method, declaration);

    /// <summary>For an untraced interface member or virtual method all that it may run.</summary>
    private protected override async Task<IEnumerable<IMethodSymbol>> FindTargetsAsync(
        IMethodSymbol method, Solution solution, CancellationToken cancellationToken)
    {
        if (TracedMembers.IsTraced(method))
        {
            return [method];
        }

        List<ISymbol> found = [.. await SymbolFinder.FindImplementationsAsync(
            method, solution, cancellationToken: cancellationToken).ConfigureAwait(false)];
        foreach (ISymbol member in found.Append(method).ToArray())
        {
            found.AddRange(await SymbolFinder.FindOverridesAsync(
                member, solution, cancellationToken: cancellationToken).ConfigureAwait(false));
        }

        return found.Distinct(SymbolEqualityComparer.Default).OfType<IMethodSymbol>()
            .Where(each => TracedMembers.IsTraced(each) && !TracedBodies.IsWrapped(each));
    }

    private protected override async Task<Document> ApplyAsync(
        Document document, IReadOnlyList<MethodDeclarationSyntax> methods, CancellationToken cancellationToken)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        Dictionary<MethodDeclarationSyntax, MemberDeclarationSyntax[]> splits = methods.ToDictionary(
            method => method, method => MethodSplit.Of(method, model));
        return await PartialTypes.ReplaceAsync(document, splits, cancellationToken).ConfigureAwait(false);
    }
}
