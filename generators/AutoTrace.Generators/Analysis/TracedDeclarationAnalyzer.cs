using System.Collections.Immutable;
using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reports what is wrong with a traced method wherever it is called, and attributes that do nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TracedDeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.CalledFromElsewhere, Rules.UntracedSlot, Rules.AsyncVoid, Rules.VisibleOutside,
        Rules.NotSupported, Rules.NoCore, Rules.NothingAnnotated, Rules.RefusedName, Rules.Secret,
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
        if (context.Compilation.GetTypeByMetadataName(AttributeSymbols.Traced) is null ||
            context.Compilation.SyntaxTrees.FirstOrDefault() is not { } tree ||
            SettingsReader.Read(options, tree.Options) is not { IsEnabled: true, CanWrite: true })
        {
            return;
        }

        Coverage coverage = Coverage.Read(options);
        context.RegisterSymbolAction(
            symbol => Read(
                (IMethodSymbol)symbol.Symbol, coverage, symbol.Compilation, symbol.ReportDiagnostic),
            SymbolKind.Method);
        context.RegisterSyntaxNodeAction(
            node => ReadFunction(node, coverage),
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression);
    }

    /// <summary>Local functions and lambdas, which are no members.</summary>
    private static void ReadFunction(SyntaxNodeAnalysisContext context, Coverage coverage)
    {
        bool mayHaveAttributes = context.Node switch
        {
            LocalFunctionStatementSyntax function => function.AttributeLists.Count > 0,
            LambdaExpressionSyntax lambda => lambda.AttributeLists.Count > 0,
            _ => false,
        };
        ISymbol? symbol = !mayHaveAttributes ? null
            : context.Node is LocalFunctionStatementSyntax ? context.SemanticModel.GetDeclaredSymbol(context.Node)
            : context.SemanticModel.GetSymbolInfo(context.Node).Symbol;
        if (symbol is IMethodSymbol method)
        {
            Read(method, coverage, context.Compilation, context.ReportDiagnostic);
        }
    }

    private static void Read(
        IMethodSymbol method, Coverage coverage, Compilation compilation, Action<Diagnostic> report)
    {
        if (method.IsImplicitlyDeclared || method.PartialDefinitionPart is not null || method.Locations.Length == 0)
        {
            return;
        }

        bool isTraced = TracedMembers.IsTraced(method);
        foreach (Finding finding in AttributeFindings.Of(method, isTraced)
            .Concat(isTraced ? DeclarationFindings.Of(method, coverage, compilation) : []))
        {
            DiagnosticSeverity severity = finding.Rule.Id.StartsWith("AT1", StringComparison.Ordinal)
                ? coverage.SeverityOf(finding.Rule, method)
                : finding.Rule.DefaultSeverity;
            report(Diagnostic.Create(
                finding.Rule, finding.Place ?? method.Locations[0], severity, null, null, finding.Arguments));
        }
    }
}
