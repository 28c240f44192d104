using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Benchmarks;

/// <summary>Runs all analyzers beside the generator on the file that was edited, as an editor does.</summary>
internal static class AnalyzerRun
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(TracedGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Measures nothing where there are no analyzers.</summary>
    public static void Time(Figures figures, string name, CSharpCompilation compilation, SyntaxTree edited)
    {
        if (s_analyzers.IsEmpty)
        {
            return;
        }

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
}
