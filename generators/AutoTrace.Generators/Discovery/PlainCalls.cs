using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Recognizes calls of which there is nothing to know but their method: most. To ask for its symbol binds a statement,
/// to ask for the call's operation the whole body, and makes operations of all of it.
/// </summary>
internal static class PlainCalls
{
    /// <returns>The method; null if the call is not plain, which its operation has to be asked about.</returns>
    public static IMethodSymbol? MethodOf(
        InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol
        {
            MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension,
        } method &&
        !StaticSlots.IsSlot(method) &&
        HasPlainReceiver(call, model, cancellationToken) &&
        !call.ArgumentList.Arguments.Any(argument => IsDynamic(argument.Expression, model, cancellationToken)) &&
        call.Ancestors().All(around => MakesNoTree(around, model, cancellationToken))
            ? method
            : null;

    /// <summary>Neither <c>base</c>, nor a pointer, nor of a type that may be a struct or not.</summary>
    private static bool HasPlainReceiver(
        InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.Expression switch
        {
            SimpleNameSyntax => true,
            MemberAccessExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleMemberAccessExpression,
                Expression: not BaseExpressionSyntax and var receiver,
            } => model.GetTypeInfo(receiver, cancellationToken).Type is not ITypeParameterSymbol,
            _ => false,
        };

    /// <summary>The call of a method that is known may be bound at run time for its arguments.</summary>
    private static bool IsDynamic(
        ExpressionSyntax argument, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(argument, cancellationToken).Type is IDynamicTypeSymbol;

    /// <summary>Queries have lambdas that do not show.</summary>
    private static bool MakesNoTree(SyntaxNode around, SemanticModel model, CancellationToken cancellationToken) =>
        around switch
        {
            AnonymousFunctionExpressionSyntax function =>
                model.GetTypeInfo(function, cancellationToken).ConvertedType is { TypeKind: TypeKind.Delegate },
            QueryExpressionSyntax => false,
            _ => true,
        };
}
