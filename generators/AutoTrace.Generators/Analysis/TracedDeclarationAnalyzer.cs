using System.Collections.Immutable;
using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reports what is wrong with a traced method wherever it is called, and attributes that do nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TracedDeclarationAnalyzer : TracedAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.OldLanguage, Rules.CalledFromElsewhere, Rules.UntracedSlot, Rules.AsyncVoid, Rules.VisibleOutside,
        Rules.HiddenImplementer, Rules.NotPartial, Rules.NotSupported, Rules.NoCore, Rules.NothingRecorded,
        Rules.RefusedName, Rules.Secret, Rules.SharedBody, Rules.NoEffect, Rules.NoValue, Rules.Repeated,
    ];

    private protected override void Start(CompilationStartAnalysisContext context, Settings settings, Coverage coverage)
    {
        if (context.Compilation.GetTypeByMetadataName(AttributeSymbols.Traced) is null)
        {
            return;
        }

        Findings findings = new(settings, coverage);
        context.RegisterSymbolAction(
            symbol =>
            {
                // Of partial constructors the compiler only shows the other part: their types show both.
                if (symbol.Symbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } method)
                {
                    findings.Report(method, symbol.Compilation, symbol.ReportDiagnostic);
                }
            },
            SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol => findings.Report((IPropertySymbol)symbol.Symbol, symbol.ReportDiagnostic), SymbolKind.Property);
        context.RegisterSymbolAction(
            symbol => findings.Report((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, symbol.ReportDiagnostic),
            SymbolKind.NamedType);
        context.RegisterSemanticModelAction(model => ReadRules(model, findings));
        context.RegisterSyntaxNodeAction(
            node => ReadFunction(node, findings),
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression);
    }

    /// <summary>Of the assembly, which is no symbol that analyzers are told of.</summary>
    private static void ReadRules(SemanticModelAnalysisContext context, Findings findings)
    {
        SyntaxTree tree = context.SemanticModel.SyntaxTree;
        if (tree.GetRoot(context.CancellationToken) is CompilationUnitSyntax { AttributeLists.Count: > 0 })
        {
            findings.Report(
                context.SemanticModel.Compilation.Assembly, tree, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    /// <summary>Local functions and lambdas, which are no members.</summary>
    private static void ReadFunction(SyntaxNodeAnalysisContext context, Findings findings)
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
            findings.Report(method, context.Compilation, context.ReportDiagnostic);
        }
    }
}
