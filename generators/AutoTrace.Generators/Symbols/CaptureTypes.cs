using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Decides which types have values that X-Ray can store.</summary>
internal static class CaptureTypes
{
    /// <summary>Whether values of the type can be recorded where an attribute asks for it.</summary>
    public static bool CanRecord(ITypeSymbol type) => Conversion(type, out _) is not null;

    /// <summary>Whether no code of the user's makes the text of a value.</summary>
    public static bool IsPlain(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type.TypeKind == TypeKind.Enum ||
            type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr ||
            (type is INamedTypeSymbol { IsValueType: true, Arity: 0 } value &&
                value.ContainingNamespace.ToDisplayString() == "System");
    }

    /// <summary>How a value becomes an annotation; null for a type whose values cannot.</summary>
    public static CaptureConversion? Conversion(ITypeSymbol type, out bool isNullable)
    {
        isNullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (isNullable)
        {
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        }

        return type.SpecialType switch
        {
            SpecialType.System_String or SpecialType.System_Boolean => CaptureConversion.None,
            SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or
                SpecialType.System_Int64 or SpecialType.System_IntPtr or
                SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 =>
                CaptureConversion.ToLong,
            SpecialType.System_UInt64 or SpecialType.System_UIntPtr => CaptureConversion.ToUnsignedLong,
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal =>
                CaptureConversion.ToDouble,
            _ when IsFormattable(type) => CaptureConversion.ToText,
            _ => null,
        };
    }

    private static bool IsFormattable(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsRefLikeType: false } &&
        (type.TypeKind == TypeKind.Enum ||
            type.AllInterfaces.Any(implemented => implemented.Is("System.IFormattable")));
}
