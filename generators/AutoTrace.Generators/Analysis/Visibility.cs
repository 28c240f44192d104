using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>Tells what other assemblies can name.</summary>
internal static class Visibility
{
    /// <summary>Whether the symbol and all around it are public, or protected.</summary>
    public static bool IsVisibleOutside(this ISymbol declared)
    {
        for (ISymbol? symbol = declared; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not
                (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }
}
