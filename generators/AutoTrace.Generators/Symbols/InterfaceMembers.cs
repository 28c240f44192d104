using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Finds the interface members that a method implements under its own name.</summary>
internal static class InterfaceMembers
{
    public static IEnumerable<IMethodSymbol> ImplementedBy(IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind is TypeKind.Interface)
        {
            return [];
        }

        return method.ContainingType.AllInterfaces
            .SelectMany(implemented => implemented.GetMembers(method.Name))
            .OfType<IMethodSymbol>()
            .Where(member => SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(member), method));
    }
}
