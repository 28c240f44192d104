using System.Collections.Immutable;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reports every use of a traced method: that it is traced, or why not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TracedUseAnalyzer : TracedAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.CannotIntercept, Rules.OldLanguage, Rules.MethodGroup, Rules.Dynamic, Rules.OtherGenerator, Rules.BaseCall,
        Rules.ExpressionTree, Rules.UnnameableType, Rules.ImplicitCall, Rules.MaybeStruct, Rules.IdenticalFile,
        Rules.Inaccessible, Rules.StaticAbstract, Rules.Traced, Rules.SharedBody,
    ];

    private protected override void Start(CompilationStartAnalysisContext context, Settings settings, Coverage coverage)
    {
        HashSet<string> names = TracedNames.Of(context.Compilation, context.CancellationToken);
        if (names.Count == 0)
        {
            return;
        }

        UseReports reports = new(context.Compilation, settings, coverage);
        context.RegisterSyntaxNodeAction(
            node => NamedUses.Read(node, names, reports), SyntaxKind.IdentifierName, SyntaxKind.GenericName);
        if (ImplicitCalls.KindsOf(names) is { Length: > 0 } kinds)
        {
            context.RegisterSyntaxNodeAction(node => ImplicitCalls.Read(node, reports), kinds);
        }
    }
}
