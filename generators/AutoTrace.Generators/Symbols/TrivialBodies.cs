using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Recognizes bodies that are not worth a subsegment: they return or assign what is there, or hand their arguments on
/// to one other call. Read from the syntax alone.
/// </summary>
internal static class TrivialBodies
{
    // Trees are immutable and live on from one compilation to the next unless their file is edited.
    private static readonly ConditionalWeakTable<SyntaxTree, string> s_outlines = new();

    /// <summary>Whether the method has a body at hand that is more than trivial.</summary>
    public static bool HasSubstance(IMethodSymbol method) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences
            .Any(reference => reference.GetSyntax() is BaseMethodDeclarationSyntax declared && HasSubstance(declared));

    /// <summary>
    /// Says of every method of a file whether it has substance: all that can be seen of its bodies through this class.
    /// </summary>
    public static string Outline(SyntaxTree tree, CancellationToken cancellationToken) =>
        s_outlines.GetValue(tree, key => string.Concat(key.GetRoot(cancellationToken)
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<BaseMethodDeclarationSyntax>().Select(method => HasSubstance(method) ? "1" : "0")));

    private static bool HasSubstance(BaseMethodDeclarationSyntax method) => method switch
    {
        { ExpressionBody.Expression: { } expression } => !IsTrivial(expression),
        { Body.Statements: { Count: 1 } statements } => statements[0] switch
        {
            ReturnStatementSyntax { Expression: null } => false,
            ReturnStatementSyntax { Expression: { } result } => !IsTrivial(result),
            ExpressionStatementSyntax { Expression: { } expression } => !IsTrivial(expression),
            _ => true,
        },
        { Body.Statements.Count: var count } => count > 0,
        _ => false,
    };

    private static bool IsTrivial(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } => IsForwarded(call),
        InvocationExpressionSyntax call => IsForwarded(call),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment =>
            IsAtHand(assignment.Left) && IsAtHand(assignment.Right),
        _ => IsAtHand(expression),
    };

    private static bool IsForwarded(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "ConfigureAwait", Expression: InvocationExpressionSyntax awaited,
        } =>
            IsForwarded(awaited),
        _ => IsAtHand(call.Expression) && call.ArgumentList.Arguments.All(argument => IsAtHand(argument.Expression)),
    };

    /// <summary>Constants, names, and members of what is at hand: nothing is computed.</summary>
    private static bool IsAtHand(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax or InstanceExpressionSyntax or TypeSyntax or DefaultExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsAtHand(access.Expression),
        ParenthesizedExpressionSyntax inner => IsAtHand(inner.Expression),
        CastExpressionSyntax cast => IsAtHand(cast.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } known =>
            IsAtHand(known.Operand),
        _ => false,
    };
}
