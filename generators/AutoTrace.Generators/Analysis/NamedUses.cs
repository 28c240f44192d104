using AutoTrace.Generators.Discovery;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// Reads the uses that name their method: calls and method groups. Names that no traced method has are never bound.
/// </summary>
internal static class NamedUses
{
    public static void Read(SyntaxNodeAnalysisContext context, HashSet<string> names, UseReports reports)
    {
        SimpleNameSyntax name = (SimpleNameSyntax)context.Node;
        if (names.Contains(name.Identifier.ValueText) && !name.IsPartOfStructuredTrivia())
        {
            reports.Report(Classify(UseOf(name), context), name.Identifier, context);
        }
    }

    private static Use Classify(ExpressionSyntax use, SyntaxNodeAnalysisContext context)
    {
        if (use is InvocationExpressionSyntax call)
        {
            return UseClassifier.Classify(call, context.SemanticModel, context.CancellationToken);
        }

        IOperation? operation = context.SemanticModel.GetOperation(use, context.CancellationToken);
        return operation is IMethodReferenceOperation { Parent: INameOfOperation }
            ? new Use(null, Gap.NotTraced)
            : UseClassifier.Classify(operation, context.Compilation);
    }

    /// <summary>The call whose method the name is; else the method group.</summary>
    private static ExpressionSyntax UseOf(SimpleNameSyntax name)
    {
        ExpressionSyntax expression = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        ExpressionSyntax called = expression;
        while (called.Parent is ParenthesizedExpressionSyntax or
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            called = (ExpressionSyntax)called.Parent;
        }

        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : expression;
    }
}
