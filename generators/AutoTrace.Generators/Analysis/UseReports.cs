using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reports classified uses, each at most once. Adds what only shows in the whole compilation.</summary>
internal sealed class UseReports(Compilation compilation, Settings settings, Coverage coverage)
{
    private readonly Lazy<HashSet<SyntaxTree>> _twins = new(() =>
        CallSites.FindTwins(compilation.SyntaxTrees, CancellationToken.None));

    public void Report(Use use, SyntaxToken place, SyntaxNodeAnalysisContext context)
    {
        if (IsOwn(place.SyntaxTree!) || IsBelowMinimum(use))
        {
            return;
        }

        Gap gap = use.Gap == Gap.None ? GapOfPlace(place, context) : use.Gap;
        DiagnosticDescriptor? rule = !settings.CanWrite ? OldLanguage(use)
            : gap == Gap.None && !settings.CanIntercept ? Rules.CannotIntercept
            : Rules.Of(gap);
        if (rule is not null)
        {
            // A dynamic receiver may be anything that has a method of that name.
            string detail = rule == Rules.Traced ? MarkOf(use)
                : rule == Rules.OldLanguage ? Findings.LanguageOf(compilation)
                : Remedies.OfUse(gap, use.Method, OperationAt(place, context), compilation);
            context.ReportDiagnostic(coverage.Report(
                rule, place.GetLocation(), use.Method, NameOf(use.Method) ?? place.ValueText, detail));
        }
        else if (gap == Gap.NotTraced && use.Method is { } core && TracedBodies.InFrontOf(core) is { } traced &&
            context.ContainingSymbol?.Name != core.Name)
        {
            // A body that calls itself does so on purpose.
            context.ReportDiagnostic(coverage.Report(
                Rules.SharedBody, place.GetLocation(), traced, traced.Name, core.Name, "this calls it directly"));
        }
    }

    /// <summary>Only of other assemblies' methods: at those of this one it is said where they are declared.</summary>
    private DiagnosticDescriptor? OldLanguage(Use use) =>
        use.Gap == Gap.None &&
        !SymbolEqualityComparer.Default.Equals(use.Method?.ContainingAssembly, compilation.Assembly)
            ? Rules.OldLanguage
            : null;

    private static string? NameOf(IMethodSymbol? method) =>
        method is null ? null : $"{method.ContainingType.Name}.{method.Name}";

    private static string MarkOf(Use use) =>
        use.Gap == Gap.None && !TracedMembers.IsTraced(use.Method!) ? ", if the method of its receiver is" : "";

    private static IOperation? OperationAt(SyntaxToken place, SyntaxNodeAnalysisContext context) =>
        CallAt(place) is { } call ? context.SemanticModel.GetOperation(call, context.CancellationToken) : null;

    private static InvocationExpressionSyntax? CallAt(SyntaxToken place) =>
        place.Parent!.FirstAncestorOrSelf<InvocationExpressionSyntax>();

    private bool IsBelowMinimum(Use use) =>
        use.Method is { } method &&
        TracedMembers.IsTraced(method) &&
        TracedOptions.LevelOf(method) < settings.MinimumLevel;

    private static bool IsOwn(SyntaxTree tree) => tree.FilePath.Contains(typeof(TracedGenerator).FullName);

    /// <summary>Why a call that could be intercepted is not, where it is.</summary>
    private Gap GapOfPlace(SyntaxToken place, SyntaxNodeAnalysisContext context)
    {
        if (_twins.Value.Contains(place.SyntaxTree!))
        {
            return Gap.IdenticalFile;
        }

        // Generators see no other generator's output. Checked-in files may look like it: the compiler tells.
        return context.IsGeneratedCode && settings.CanIntercept &&
            CallAt(place) is { } call &&
            context.SemanticModel.GetInterceptorMethod(call, context.CancellationToken) is null
            ? Gap.OtherGenerator
            : Gap.None;
    }
}
