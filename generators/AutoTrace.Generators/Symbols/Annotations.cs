using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Finds the arguments that become annotations, by <c>[Annotate]</c> on a method's parameters or on what it stands
/// for.
/// </summary>
internal static class Annotations
{
    public static EquatableArray<Annotation> Of(IMethodSymbol method, EquatableArray<Parameter> texts) =>
        Of(method, method, texts);

    /// <param name="body">The method that runs.</param>
    /// <param name="method">The one that is called, whose arguments are at hand.</param>
    /// <param name="texts">Its parameters.</param>
    public static EquatableArray<Annotation> Of(
        IMethodSymbol body, IMethodSymbol method, EquatableArray<Parameter> texts)
    {
        List<Annotation> annotations = [];
        bool capturesAll = TracedOptions.CapturesArguments(body);
        for (int i = 0; i < texts.Count; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            if (parameter.RefKind != RefKind.Out &&
                !IsExcluded(body, i) &&
                !IsExcluded(method, i) &&
                (Key(body, i) ?? Key(method, i) ?? (capturesAll ? SafeKey(body.Parameters[i]) : null)) is { } key &&
                Conversion(parameter.Type, out bool isNullable) is { } conversion)
            {
                annotations.Add(new Annotation(TypeText.Literal(key), texts[i].Name, conversion, isNullable));
            }
        }

        return annotations.ToEquatableArray();
    }

    /// <summary>Whether values of the type can be annotations.</summary>
    public static bool CanAnnotate(ITypeSymbol type) => Conversion(type, out _) is not null;

    /// <summary>
    /// What the nearest attribute says: its own text, or the name of the parameter that it stands on.
    /// </summary>
    private static string? Key(IMethodSymbol method, int ordinal)
    {
        foreach (IParameterSymbol parameter in TracedMembers.SelfAndInherited(method)
            .Select(declared => declared.Parameters[ordinal]))
        {
            if (parameter.Find(AttributeSymbols.Annotate) is { } attribute)
            {
                return attribute.ConstructorArguments.FirstOrDefault().Value as string ?? parameter.Name;
            }
        }

        return null;
    }

    private static bool IsExcluded(IMethodSymbol method, int ordinal) => TracedMembers.SelfAndInherited(method)
        .Any(declared => declared.Parameters[ordinal].Has(AttributeSymbols.NoCapture));

    /// <summary>The name of a parameter that may be recorded without anybody having asked for it by name.</summary>
    private static string? SafeKey(IParameterSymbol parameter) =>
        IsPlain(parameter.Type) && !SecretNames.Match(parameter.Name) ? parameter.Name : null;

    /// <summary>Whether no code of the user's makes the text of a value.</summary>
    private static bool IsPlain(ITypeSymbol type)
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

    /// <summary>Null for a type that cannot be an annotation.</summary>
    private static AnnotationConversion? Conversion(ITypeSymbol type, out bool isNullable)
    {
        isNullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (isNullable)
        {
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        }

        return type.SpecialType switch
        {
            SpecialType.System_String or SpecialType.System_Boolean => AnnotationConversion.None,
            SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or
                SpecialType.System_Int64 or SpecialType.System_IntPtr or
                SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 =>
                AnnotationConversion.ToLong,
            SpecialType.System_UInt64 or SpecialType.System_UIntPtr => AnnotationConversion.ToUnsignedLong,
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal =>
                AnnotationConversion.ToDouble,
            _ when IsFormattable(type) => AnnotationConversion.ToText,
            _ => null,
        };
    }

    private static bool IsFormattable(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsRefLikeType: false } &&
        (type.TypeKind == TypeKind.Enum ||
            type.AllInterfaces.Any(implemented => implemented.Is("System.IFormattable")));
}
