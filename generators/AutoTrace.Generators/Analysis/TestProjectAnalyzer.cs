using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>Says that a test project is not traced because it is one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TestProjectAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.OffInTests];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Read);
    }

    private static void Read(CompilationAnalysisContext context)
    {
        context.Options.AnalyzerConfigOptionsProvider.GlobalOptions
            .TryGetValue("build_property.AutoTraceIsOffInTests", out string? isOff);
        if (string.Equals(isOff, "true", StringComparison.OrdinalIgnoreCase))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rules.OffInTests, Location.None, context.Compilation.AssemblyName));
        }
    }
}
