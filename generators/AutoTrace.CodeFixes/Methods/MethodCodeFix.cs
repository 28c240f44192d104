using AutoTrace.Generators.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>Changes the declaration of the method that a diagnostic is about, in whatever document that is.</summary>
public abstract class MethodCodeFix : CodeFixProvider
{
    /// <summary>What the fix does with all methods that it is asked for.</summary>
    internal abstract string TitleForAll { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new MethodFixAll(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            IReadOnlyList<IMethodSymbol> methods = await MethodsOfAsync(
                diagnostic, context.Document.Project, context.CancellationToken).ConfigureAwait(false);
            if (methods.Count > 0)
            {
                Solution solution = context.Document.Project.Solution;
                string title = methods.Count == 1 ? TitleFor(methods[0]) : TitleForAll;
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => ApplyAsync(solution, methods, cancellation), TitleForAll),
                    diagnostic);
            }
        }
    }

    /// <summary>What the fix does with one method.</summary>
    private protected abstract string TitleFor(IMethodSymbol method);

    private protected abstract bool CanFix(IMethodSymbol method, MethodDeclarationSyntax declaration);

    /// <summary>All methods of one document at once: nested ones would get into each other's way.</summary>
    private protected abstract Task<Document> ApplyAsync(
        Document document, IReadOnlyList<MethodDeclarationSyntax> methods, CancellationToken cancellationToken);

    /// <summary>What has to be changed for a method that is reported: itself, unless it only leads to others.</summary>
    private protected virtual Task<IEnumerable<IMethodSymbol>> FindTargetsAsync(
        IMethodSymbol method, Solution solution, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<IMethodSymbol>>([method]);

    /// <summary>The methods in the source of the solution that are to be changed; none if not all can be.</summary>
    internal async Task<IReadOnlyList<IMethodSymbol>> MethodsOfAsync(
        Diagnostic diagnostic, Project project, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(Coverage.MethodProperty, out string? id) || id is null ||
            await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation ||
            DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not { } symbol)
        {
            return [];
        }

        ISymbol? source = await SymbolFinder.FindSourceDefinitionAsync(symbol, project.Solution, cancellationToken)
            .ConfigureAwait(false);
        IMethodSymbol[] targets = source is IMethodSymbol method
            ? [.. await FindTargetsAsync(method, project.Solution, cancellationToken).ConfigureAwait(false)]
            : [];
        return targets.All(each => Declaration(each) is { } declaration && CanFix(each, declaration)) ? targets : [];
    }

    internal async Task<Solution> ApplyAsync(
        Solution solution, IEnumerable<IMethodSymbol> methods, CancellationToken cancellationToken)
    {
        IEnumerable<MethodDeclarationSyntax> declarations = methods.Select(Declaration)
            .OfType<MethodDeclarationSyntax>().Distinct();
        foreach (IGrouping<SyntaxTree, MethodDeclarationSyntax> tree in declarations.GroupBy(each => each.SyntaxTree))
        {
            Document document = await ApplyAsync(solution.GetDocument(tree.Key)!, [.. tree], cancellationToken)
                .ConfigureAwait(false);
            SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            solution = solution.WithDocumentSyntaxRoot(document.Id, root);
        }

        return solution;
    }

    private static MethodDeclarationSyntax? Declaration(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax;
}
