using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Knows static abstract members of interfaces, which are called on a type parameter. An interceptor has the type
/// parameters of the member's types and its own, no other: it can name what the call is made on only if that is one of
/// them, as in <c>interface IParsable&lt;TSelf&gt; where TSelf : IParsable&lt;TSelf&gt;</c>.
/// </summary>
internal static class StaticSlots
{
    /// <summary>Whether the body that runs is that of the type on which the method is called.</summary>
    public static bool IsSlot(IMethodSymbol method) =>
        method.IsStatic && (method.IsAbstract || method.IsVirtual);

    /// <summary>The type parameter that stands for the implementing type; null if the interface has none.</summary>
    public static ITypeParameterSymbol? Self(INamedTypeSymbol definition) =>
        definition.TypeParameters.FirstOrDefault(parameter =>
            parameter.ConstraintTypes.Contains(definition, SymbolEqualityComparer.Default));

    /// <summary>Whether a static abstract member is called on what its interface calls the implementing type.</summary>
    public static bool IsCalledOnSelf(IInvocationOperation call)
    {
        INamedTypeSymbol type = call.TargetMethod.ContainingType;
        return Self(type.OriginalDefinition) is { } self &&
            SymbolEqualityComparer.Default.Equals(call.ConstrainedToType, type.TypeArguments[self.Ordinal]);
    }
}
