using System.Collections.Immutable;
using System.Composition;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>
/// Makes a traced method <c>partial</c>, with its body in a method beside it: then every path to it is traced.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFix))]
[Shared]
public sealed class MakePartialCodeFix : MethodCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "AT1001", "AT1002", "AT1003", "AT1004", "AT1005", "AT1006", "AT1007", "AT1008", "AT1010", "AT1011", "AT1013",
        "AT1014", "AT1016",
    ];

    internal override string TitleForAll => "Make traced methods partial";

    private protected override string TitleFor(IMethodSymbol method) =>
        $"Make '{method.ContainingType.Name}.{method.Name}' partial";

    private protected override bool CanFix(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        TracedMembers.IsTraced(method) && MethodSplit.CanSplit(method, declaration);

    private protected override async Task<Document> ApplyAsync(
        Document document, IReadOnlyList<MethodDeclarationSyntax> methods, CancellationToken cancellationToken)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        Dictionary<MethodDeclarationSyntax, MemberDeclarationSyntax[]> splits = methods.ToDictionary(
            method => method, method => MethodSplit.Of(method, model));
        return await PartialTypes.ReplaceAsync(document, splits, cancellationToken).ConfigureAwait(false);
    }
}
