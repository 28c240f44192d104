using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>An analyzer of projects that trace, beside the generator and by the same settings.</summary>
public abstract class TracedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        // Also in code of other generators, which ours does not see.
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(StartIfEnabled);
    }

    /// <summary>Registers what is to be read of a project that traces.</summary>
    private protected abstract void Start(
        CompilationStartAnalysisContext context, Settings settings, Coverage coverage);

    private void StartIfEnabled(CompilationStartAnalysisContext context)
    {
        AnalyzerConfigOptions options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (context.Compilation.SyntaxTrees.FirstOrDefault() is { } tree &&
            SettingsReader.Read(options, tree.Options) is { IsEnabled: true } settings)
        {
            Start(context, settings, Coverage.Read(options));
        }
    }
}
