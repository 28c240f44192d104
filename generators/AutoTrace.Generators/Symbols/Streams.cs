using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Symbols;

/// <summary>Recognizes methods whose body runs in pieces while the caller enumerates what they return.</summary>
internal static class Streams
{
    /// <summary>
    /// Whether the method is an iterator or returns an async stream. Where no body is at hand, as in an interface, a
    /// method that returns an <c>IEnumerable</c> counts as one that makes it before it returns.
    /// </summary>
    public static bool IsStream(IMethodSymbol method) => IsAsyncStream(method) || IsIterator(method);

    // A ref struct can be no type argument of what enumerates; no iterator yields one.
    private static bool IsAsyncStream(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "IAsyncEnumerable" or "IAsyncEnumerator", Arity: 1 } type &&
        type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" &&
        type.TypeArguments[0] is { IsRefLikeType: false } and not ITypeParameterSymbol { AllowsRefLikeType: true };

    /// <summary>Whether the method's body, where it is at hand, has a <c>yield</c> of its own.</summary>
    private static bool IsIterator(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "IteratorStateMachineAttribute") ||
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences
            .Any(reference => Yields(reference.GetSyntax()));

    /// <summary>Whether a member or its body has a <c>yield</c> that is not a local function's.</summary>
    public static bool Yields(SyntaxNode body) => body
        .DescendantNodes(node => node is not (LocalFunctionStatementSyntax or ExpressionSyntax))
        .Any(node => node.IsKind(SyntaxKind.YieldReturnStatement) || node.IsKind(SyntaxKind.YieldBreakStatement));
}
