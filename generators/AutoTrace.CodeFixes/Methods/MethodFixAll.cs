using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>
/// Fixes the methods of all diagnostics in a document, a project or the solution, each once however many there are of
/// it, and wherever it is declared.
/// </summary>
internal sealed class MethodFixAll(MethodCodeFix fix) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        HashSet<IMethodSymbol> methods = new(SymbolEqualityComparer.Default);
        foreach (Project project in Projects(fixAllContext))
        {
            ImmutableArray<Diagnostic> diagnostics = fixAllContext.Scope == FixAllScope.Document
                ? await fixAllContext.GetDocumentDiagnosticsAsync(fixAllContext.Document!).ConfigureAwait(false)
                : await fixAllContext.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (Diagnostic diagnostic in diagnostics)
            {
                methods.UnionWith(await fix.MethodsOfAsync(diagnostic, project, fixAllContext.CancellationToken)
                    .ConfigureAwait(false));
            }
        }

        return methods.Count == 0
            ? null
            : CodeAction.Create(
                fix.TitleForAll,
                cancellation => fix.ApplyAsync(fixAllContext.Solution, methods, cancellation),
                fix.TitleForAll);
    }

    private static IEnumerable<Project> Projects(FixAllContext context) => context.Scope == FixAllScope.Solution
        ? context.Solution.Projects.Where(project => project.Language == context.Project.Language)
        : [context.Project];
}
