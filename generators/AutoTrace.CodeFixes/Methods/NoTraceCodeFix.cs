using System.Collections.Immutable;
using System.Composition;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>Takes a method out of tracing: what is not meant to be traced has no gaps.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoTraceCodeFix))]
[Shared]
public sealed class NoTraceCodeFix : MethodCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "AT1001", "AT1002", "AT1003", "AT1004", "AT1005", "AT1006", "AT1007", "AT1008", "AT1009", "AT1010", "AT1011",
        "AT1012", "AT1013", "AT1014", "AT1015", "AT1016",
    ];

    internal override string TitleForAll => "Put [NoTrace] on methods";

    private protected override string TitleFor(IMethodSymbol method) =>
        $"Put [NoTrace] on '{method.ContainingType.Name}.{method.Name}'";

    private protected override bool CanFix(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        TracedMembers.IsTraced(method) && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private protected override async Task<Document> ApplyAsync(
        Document document, IReadOnlyList<MethodDeclarationSyntax> methods, CancellationToken cancellationToken)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode rewritten = root.ReplaceNodes(methods, (method, _) =>
            TracedAttribute.Forbid(method, model.GetDeclaredSymbol(method, cancellationToken)!));
        return await Simplifier.ReduceAsync(
            document.WithSyntaxRoot(rewritten), Simplifier.Annotation, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
    }
}
