using System.Collections.Immutable;
using System.Composition;
using AutoTrace.Generators.Analysis.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>Rewrites uses of the X-Ray SDK's recorder (AT3001) into AutoTrace's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(XRayMigrationCodeFix))]
[Shared]
public sealed class XRayMigrationCodeFix : CodeFixProvider
{
    internal const string ScopeKey = "AutoTrace.Migration.Scope";
    internal const string AttributeKey = "AutoTrace.Migration.Attribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AT3001"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => MigrateDocuments.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken)
            .ConfigureAwait(false);
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? node = root?.FindNode(context.Span, getInnermostNodeForTie: true);
        if (model is null || node is null || RecorderCall.Of(node, model, context.CancellationToken) is not { } call ||
            MigrationClassifier.Obstacle(call, model, context.CancellationToken) is not null)
        {
            return;
        }

        TextSpan whole = WholeOf(call, model, context.CancellationToken);
        await RegisterAsync("Trace by AutoTrace", ScopeKey, asAttribute: false).ConfigureAwait(false);
        if (call.IsTraceMethod && MigrationPlan.WholeMethod(LambdaCall.Of(call, model), model) is not null)
        {
            await RegisterAsync("Put [Traced] on the method", AttributeKey, asAttribute: true).ConfigureAwait(false);
        }

        async Task RegisterAsync(string title, string key, bool asAttribute)
        {
            Document? fixedDocument = await DocumentMigration.RewriteAsync(
                context.Document, other => whole.Contains(other.Syntax.Span), asAttribute, context.CancellationToken)
                .ConfigureAwait(false);
            if (fixedDocument is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(fixedDocument), key), context.Diagnostics);
            }
        }
    }

    /// <summary>The use with all that is inside it; a detail moves with the outermost subsegment around it.</summary>
    private static TextSpan WholeOf(RecorderCall call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.IsBegin || call.IsTraceMethod)
        {
            return ScopeOf(call, model, cancellationToken);
        }

        return RecorderCall.Within(MigrationClassifier.MemberOf(call.Syntax), model, cancellationToken)
            .Where(other => other.IsBegin || other.IsTraceMethod)
            .Select(other => ScopeOf(other, model, cancellationToken))
            .Where(scope => scope.Contains(call.Syntax.Span))
            .OrderByDescending(scope => scope.Length)
            .DefaultIfEmpty(call.Syntax.Span)
            .First();
    }

    private static TextSpan ScopeOf(RecorderCall call, SemanticModel model, CancellationToken cancellationToken) =>
        call.IsBegin && ScopePair.Of(call, model, cancellationToken) is { } pair
            ? TextSpan.FromBounds(Math.Min(call.Syntax.SpanStart, pair.Try.SpanStart), pair.Try.Span.End)
            : call.Syntax.Span;
}
