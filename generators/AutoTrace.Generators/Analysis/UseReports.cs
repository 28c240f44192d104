using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Model;
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
        if (IsOwn(place.SyntaxTree!))
        {
            return;
        }

        Gap gap = use.Gap == Gap.None ? GapOfPlace(place, context) : use.Gap;
        DiagnosticDescriptor? rule = gap == Gap.None && !settings.CanIntercept ? Rules.CannotIntercept : Rules.Of(gap);
        if (rule is not null)
        {
            // A dynamic receiver may be anything that has a method of that name.
            DiagnosticSeverity severity = coverage.SeverityOf(rule, use.Method);
            context.ReportDiagnostic(Diagnostic.Create(
                rule, place.GetLocation(), severity, null, null, NameOf(use.Method) ?? place.ValueText));
        }
    }

    private static string? NameOf(IMethodSymbol? method) =>
        method is null ? null : $"{method.ContainingType.Name}.{method.Name}";

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
            place.Parent!.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call &&
            context.SemanticModel.GetInterceptorMethod(call, context.CancellationToken) is null
            ? Gap.OtherGenerator
            : Gap.None;
    }
}
