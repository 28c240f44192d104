using AutoTrace.Generators.Analysis.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>Rewrites uses in a document, and takes back what would not compile or would lose a comment.</summary>
internal static class DocumentMigration
{
    /// <returns>The new document; null when there is nothing to rewrite, or it cannot be done right.</returns>
    public static async Task<Document?> RewriteAsync(
        Document document, Func<RecorderCall, bool> isWanted, bool asAttribute, CancellationToken cancellationToken)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        MigrationPlan plan = MigrationPlan.Of(model, isWanted, asAttribute, cancellationToken);
        if (plan.IsEmpty)
        {
            return null;
        }

        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        int position = root.DescendantNodes().OfType<InvocationExpressionSyntax>().First().SpanStart;
        bool hasSystem = model.LookupNamespacesAndTypes(position, name: "Exception").Length > 0;
        string exception = hasSystem ? "Exception" : "System.Exception";
        SyntaxNode rewritten = new MigrationRewriter(plan, new ScopeSyntax(model, exception)).Visit(root)!;
        if (model.LookupNamespacesAndTypes(position, name: "AutoTracer").Length == 0)
        {
            rewritten = UsingDirectives.WithAutoTrace((CompilationUnitSyntax)rewritten);
        }

        Document result = document.WithSyntaxRoot(rewritten);
        result = await Formatter.FormatAsync(result, Formatter.Annotation, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        SemanticModel after = (await result.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        return Errors(after, cancellationToken) <= Errors(model, cancellationToken) &&
            Comments(after).SequenceEqual(Comments(model))
            ? result
            : null;
    }

    private static int Errors(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDiagnostics(cancellationToken: cancellationToken)
            .Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static IEnumerable<string> Comments(SemanticModel model) =>
        model.SyntaxTree.GetRoot().DescendantTrivia().Where(ScopeSyntax.IsComment).Select(trivia => trivia.ToString())
            .OrderBy(text => text, StringComparer.Ordinal);
}
