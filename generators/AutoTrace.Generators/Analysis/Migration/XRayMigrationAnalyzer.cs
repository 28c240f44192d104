using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>Reports what is left of the X-Ray SDK's recorder, and whether a code fix can rewrite it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class XRayMigrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [MigrationRules.Rewritable, MigrationRules.ByHand];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Report, SyntaxKind.InvocationExpression);
    }

    private static void Report(SyntaxNodeAnalysisContext context)
    {
        if (RecorderCall.Of(context.Node, context.SemanticModel, context.CancellationToken) is not { } call)
        {
            return;
        }

        string? obstacle = MigrationClassifier.Obstacle(call, context.SemanticModel, context.CancellationToken);
        if (obstacle is null && call.IsEnd)
        {
            // Its beginning is reported.
            return;
        }

        context.ReportDiagnostic(obstacle is null
            ? Diagnostic.Create(MigrationRules.Rewritable, call.Syntax.GetLocation(), call.Name)
            : Diagnostic.Create(MigrationRules.ByHand, call.Syntax.GetLocation(), call.Name, obstacle));
    }
}
