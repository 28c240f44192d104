using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>Finds the bodies that a proof is tried on. What has one is known from declarations alone.</summary>
internal static class ProvableBody
{
    /// <summary>
    /// The body that runs, and no other, where the traced method is called; null if it is not at hand, may be
    /// another's, or goes on after the call has returned.
    /// </summary>
    /// <param name="method">As its callers see it.</param>
    public static MethodDeclarationSyntax? Of(IMethodSymbol method)
    {
        // A wrapped body stands in its own method: an override of the partial one has its own, or none.
        IMethodSymbol? core = TracedBodies.FindCore(method);
        IMethodSymbol body = core ?? method.PartialImplementationPart ?? method;
        bool isKnown = body is { IsAsync: false, IsImplicitlyDeclared: false, MethodKind: MethodKind.Ordinary } &&
            !TracedMembers.IsDispatched(body) &&
            !Streams.IsStream(body) &&
            !IsFileLocal(body.ContainingType);
        SyntaxNode? declaration = isKnown ? body.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() : null;
        return declaration is MethodDeclarationSyntax syntax &&
            (syntax.Body is not null || syntax.ExpressionBody is not null)
                ? syntax
                : null;
    }

    /// <summary>Other files may have a type of that name, and no wrapper can name it.</summary>
    private static bool IsFileLocal(INamedTypeSymbol? type) =>
        type is not null && (type.IsFileLocal || IsFileLocal(type.ContainingType));
}
