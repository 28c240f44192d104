using System.Collections.Immutable;
using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reports every use of a traced method that is not traced, and why.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TracedUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.CannotIntercept, Rules.MethodGroup, Rules.Dynamic, Rules.OtherGenerator, Rules.BaseCall,
        Rules.ExpressionTree, Rules.UnnameableType, Rules.ImplicitCall, Rules.MaybeStruct, Rules.IdenticalFile,
        Rules.Inaccessible, Rules.StaticAbstract,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        AnalyzerConfigOptions options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (context.Compilation.SyntaxTrees.FirstOrDefault() is not { } tree ||
            SettingsReader.Read(options, tree.Options) is not { IsEnabled: true, CanWrite: true } settings)
        {
            return;
        }

        HashSet<string> names = TracedNames.Of(context.Compilation, context.CancellationToken);
        if (names.Count == 0)
        {
            return;
        }

        UseReports reports = new(context.Compilation, settings, Coverage.Read(options));
        context.RegisterSyntaxNodeAction(
            node => NamedUses.Read(node, names, reports), SyntaxKind.IdentifierName, SyntaxKind.GenericName);
        if (names.Overlaps(ImplicitCalls.Names))
        {
            context.RegisterSyntaxNodeAction(node => ImplicitCalls.Read(node, reports), ImplicitCalls.Kinds);
        }
    }
}
