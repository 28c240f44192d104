using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.CodeFixes.Delegates;

/// <summary>Turns a method group (AT1001) into a lambda with a call in it, which is traced.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrapInLambdaCodeFix))]
[Shared]
public sealed class WrapInLambdaCodeFix : CodeFixProvider
{
    private const string Title = "Call it in a lambda";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AT1001"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken cancellation = context.CancellationToken;
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SemanticModel model = (await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindToken(context.Span.Start).Parent is SimpleNameSyntax name &&
            MethodGroup.Of(name, model, cancellation) is { } group)
        {
            foreach (string text in LambdaTexts.Of(group))
            {
                SyntaxAnnotation mark = new();
                ExpressionSyntax lambda = SyntaxFactory.ParseExpression(text).WithTriviaFrom(group.Syntax)
                    .WithAdditionalAnnotations(mark);
                Document changed = context.Document.WithSyntaxRoot(root.ReplaceNode(group.Syntax, lambda));
                if (await group.IsSameAsync(changed, mark, cancellation).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(Title, _ => Task.FromResult(changed), Title), context.Diagnostics);
                    return;
                }
            }
        }
    }
}
