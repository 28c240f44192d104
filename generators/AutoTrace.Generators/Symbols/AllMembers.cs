using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Walks through what a compilation declares.</summary>
internal static class AllMembers
{
    public static IEnumerable<IMethodSymbol> Methods(INamespaceOrTypeSymbol scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return scope.GetMembers().SelectMany(member => member switch
        {
            INamespaceOrTypeSymbol inner => Methods(inner, cancellationToken),
            IMethodSymbol method => [method],
            _ => [],
        });
    }
}
