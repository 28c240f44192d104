using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Decides which methods are traced, from the attributes on them, their types and what they override.
/// </summary>
internal static class TracedMembers
{
    /// <summary>
    /// Whether calls of the method are traced. What is nearest to the method decides: its own attributes, then its
    /// type's, its assembly's rules, then those of the interface members that it implements, then the method that it
    /// overrides.
    /// </summary>
    public static bool IsTraced(IMethodSymbol method)
    {
        foreach (IMethodSymbol declared in SelfAndOverridden(method).Select(declared => declared.OriginalDefinition))
        {
            if (SaysTraced(declared) is { } isTraced)
            {
                return isTraced;
            }

            // Of several interfaces one is enough: [NoTrace] on another says nothing of this method.
            if (InterfaceMembers.ImplementedBy(declared).Any(member => SaysTraced(member.OriginalDefinition) == true))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the attributes on the method, its type and its assembly say; null for nothing.</summary>
    private static bool? SaysTraced(IMethodSymbol declared)
    {
        if (declared.Has(AttributeSymbols.NoTrace))
        {
            return false;
        }

        if (declared.Has(AttributeSymbols.Traced))
        {
            return true;
        }

        INamedTypeSymbol type = ExtensionBlocks.TypeAround(declared);
        return type.Has(AttributeSymbols.NoTrace) ? false
            : type.Has(AttributeSymbols.Traced) && IsSelectedByType(declared) ? true
            : AssemblyRules.Select(declared) ? true
            : AssemblyRules.TakeOut(declared) ? false
            : null;
    }

    /// <summary>
    /// Whether <c>[Traced]</c> on the type means this method of it, where the method itself says nothing.
    /// </summary>
    public static bool IsSelectedByType(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } &&
        (!method.IsImplicitlyDeclared || ExtensionBlocks.IsImplementation(method)) &&
        !IsDispose(method) &&
        !OverridesObject(method) &&
        !method.Has(AttributeSymbols.NoTrace);

    /// <summary>Whether the body that runs may be another's than the method that is called.</summary>
    public static bool IsDispatched(IMethodSymbol method) =>
        (method.IsAbstract || method.IsVirtual || (method.IsOverride && !method.IsSealed)) &&
        !method.ContainingType.IsSealed &&
        !method.ContainingType.IsValueType;

    /// <summary>The method, what it overrides, what that overrides, and so on.</summary>
    public static IEnumerable<IMethodSymbol> SelfAndOverridden(IMethodSymbol method)
    {
        for (IMethodSymbol? declared = method; declared is not null; declared = declared.OverriddenMethod)
        {
            yield return declared;
        }
    }

    /// <summary>The method, then what it implements and overrides, the nearest first.</summary>
    public static IEnumerable<IMethodSymbol> SelfAndInherited(IMethodSymbol method) =>
        SelfAndOverridden(method).SelectMany(declared => InterfaceMembers.ImplementedBy(declared).Prepend(declared));

    private static bool IsDispose(IMethodSymbol method) =>
        method is { Name: "Dispose" or "DisposeAsync", Parameters.Length: 0 };

    private static bool OverridesObject(IMethodSymbol method)
    {
        SpecialType declaring = SelfAndOverridden(method).Last().ContainingType.SpecialType;
        return declaring is SpecialType.System_Object or SpecialType.System_ValueType;
    }
}
