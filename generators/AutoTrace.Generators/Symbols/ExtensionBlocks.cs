using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Knows the members of C# 14's extension blocks, which newer compilers than the one that this is built on have.
/// </summary>
internal static class ExtensionBlocks
{
    private const TypeKind Block = (TypeKind)14;

    private static readonly Func<IMethodSymbol, IMethodSymbol?>? s_implementation =
        typeof(IMethodSymbol).GetProperty("AssociatedExtensionImplementation")?.GetMethod is { } getter
            ? (Func<IMethodSymbol, IMethodSymbol?>)getter.CreateDelegate(typeof(Func<IMethodSymbol, IMethodSymbol?>))
            : null;

    /// <summary>
    /// The static method that a call of a member runs, the receiver among its parameters; any other method itself.
    /// </summary>
    public static IMethodSymbol Implementation(IMethodSymbol method) =>
        method.ContainingType?.TypeKind == Block ? s_implementation?.Invoke(method) ?? method : method;

    /// <summary>Whether the compiler made the method for an ordinary one in a block.</summary>
    public static bool IsImplementation(IMethodSymbol method) =>
        method is { IsStatic: true, MethodKind: MethodKind.Ordinary } &&
        method.ContainingType.GetTypeMembers().Where(type => type.TypeKind == Block)
            .SelectMany(block => block.GetMembers(method.Name)).OfType<IMethodSymbol>()
            .Any(member => member.MethodKind == MethodKind.Ordinary &&
                SymbolEqualityComparer.Default.Equals(Implementation(member), method));

    /// <summary>The type that the method is written in, a block not counting as one.</summary>
    public static INamedTypeSymbol TypeAround(IMethodSymbol method) =>
        method.ContainingType.TypeKind == Block ? method.ContainingType.ContainingType : method.ContainingType;
}
