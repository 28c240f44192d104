using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Benchmarks;

/// <summary>
/// Runs all analyzers behind the generator: on the file that was edited, as an editor does, or on all.
/// </summary>
internal static class AnalyzerRun
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(TracedGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <param name="figures">To add to.</param>
    /// <param name="name">Of the figure.</param>
    /// <param name="compilation">With the generator's files.</param>
    /// <param name="edited">The file.</param>
    public static void Time(Figures figures, string name, Compilation compilation, SyntaxTree edited)
    {
        // The editor has bound the file for its own ends: what is measured is what the analyzers add.
        SemanticModel model = compilation.GetSemanticModel(edited);
        model.GetDiagnostics();
        CompilationWithAnalyzers run = compilation.WithAnalyzers(s_analyzers);
        figures.Time(name, () =>
        {
            run.GetAnalyzerSyntaxDiagnosticsAsync(edited, CancellationToken.None).GetAwaiter().GetResult();
            run.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None).GetAwaiter().GetResult();
        });
    }

    /// <summary>Binds and analyzes everything.</summary>
    public static void Build(Compilation compilation) =>
        compilation.WithAnalyzers(s_analyzers).GetAllDiagnosticsAsync().GetAwaiter().GetResult();
}
