using System.Collections.Immutable;
using AutoTrace.Generators.Analysis.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>Rewrites a whole document at once: nested uses would get into each other's way.</summary>
internal sealed class MigrateDocuments : DocumentBasedFixAllProvider
{
    public static MigrateDocuments Instance { get; } = new();

    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        CancellationToken cancellationToken = fixAllContext.CancellationToken;
        bool asAttribute = fixAllContext.CodeActionEquivalenceKey == XRayMigrationCodeFix.AttributeKey;
        if (await RewriteAsync(_ => true).ConfigureAwait(false) is { } all)
        {
            return all;
        }

        // Something in it cannot be done right: all members but that one.
        SemanticModel model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        HashSet<SyntaxNode> members = [];
        foreach (SyntaxNode member in RecorderCall.Within(root, model, cancellationToken)
            .Select(call => MigrationClassifier.MemberOf(call.Syntax)).Distinct())
        {
            Document? alone = await RewriteAsync(call => MigrationClassifier.MemberOf(call.Syntax) == member)
                .ConfigureAwait(false);
            if (alone is not null)
            {
                members.Add(member);
            }
        }

        return await RewriteAsync(call => members.Contains(MigrationClassifier.MemberOf(call.Syntax)))
            .ConfigureAwait(false);

        Task<Document?> RewriteAsync(Func<RecorderCall, bool> isWanted) =>
            DocumentMigration.RewriteAsync(document, isWanted, asAttribute, cancellationToken);
    }
}
