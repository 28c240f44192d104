using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>
/// Knows the values with which .NET runs no user code whatever it does with them: prints, compares, hashes or copies
/// them.
/// </summary>
internal static class InertTypes
{
    private static readonly HashSet<string> s_structs = new(StringComparer.Ordinal)
    {
        "System.DateOnly", "System.DateTimeOffset", "System.Guid", "System.Half", "System.Index", "System.Int128",
        "System.Range", "System.Text.Rune", "System.TimeOnly", "System.TimeSpan", "System.UInt128",
    };

    // Inert if what they consist of is.
    private static readonly HashSet<string> s_composites = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.KeyValuePair`2", "System.Memory`1", "System.ReadOnlyMemory`1",
        "System.ReadOnlySpan`1", "System.Span`1",
    };

    public static bool Contains(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Contains(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => true,
        INamedTypeSymbol named => Contains(named),
        _ => false,
    };

    /// <summary>
    /// Also one that is passed as an object or an interface, and what .NET makes for such purposes itself.
    /// </summary>
    public static bool IsInert(IOperation value)
    {
        IOperation source = Unconverted(value);
        return Contains(value.Type) || Contains(source.Type) || source.ConstantValue.HasValue || source switch
        {
            IPropertyReferenceOperation reference => IsService(reference.Property),
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.All(IsInert),
            _ => false,
        };
    }

    /// <summary>What is converted, if only conversions of the language stand between.</summary>
    public static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    /// <summary>The culture and the comparers that nobody can replace.</summary>
    public static bool IsService(ISymbol property) => (FrameworkTypes.NameOf(property.ContainingType), property.Name) is
        ("System.Globalization.CultureInfo", "InvariantCulture") or
        ("System.Globalization.NumberFormatInfo", "InvariantInfo") or
        ("System.Globalization.DateTimeFormatInfo", "InvariantInfo") or
        ("System.StringComparer",
            "Ordinal" or "OrdinalIgnoreCase" or "InvariantCulture" or "InvariantCultureIgnoreCase");

    private static bool Contains(INamedTypeSymbol type)
    {
        if (type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr or
            SpecialType.System_DateTime)
        {
            return true;
        }

        if (type.IsTupleType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return type.TypeArguments.All(Contains);
        }

        return FrameworkTypes.NameOf(type) is { } name &&
            (s_structs.Contains(name) || (s_composites.Contains(name) && type.TypeArguments.All(Contains)));
    }
}
