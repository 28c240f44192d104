using System.Collections.Immutable;
using System.Composition;
using AutoTrace.Generators.Discovery;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>Adds the method that a partial traced method has its body in (AT2002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddBodyCodeFix))]
[Shared]
public sealed class AddBodyCodeFix : MethodCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AT2002"];

    internal override string TitleForAll => "Add the bodies of traced methods";

    private protected override string TitleFor(IMethodSymbol method) => $"Add '{TracedBodies.CoreName(method)}'";

    private protected override bool CanFix(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        TracedBodies.NeedsBody(method) && SyntaxFacts.IsValidIdentifier(TracedBodies.CoreName(method));

    private protected override async Task<Document> ApplyAsync(
        Document document, IReadOnlyList<MethodDeclarationSyntax> methods, CancellationToken cancellationToken)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        Dictionary<MethodDeclarationSyntax, MemberDeclarationSyntax[]> bodies = methods.ToDictionary(
            method => method, method => MethodSplit.WithNewBody(method, model));
        return await PartialTypes.ReplaceAsync(document, bodies, cancellationToken).ConfigureAwait(false);
    }
}
