using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Prints type parameters with their constraints, which an interceptor has to repeat.</summary>
internal static class TypeParameterTexts
{
    public static EquatableArray<TypeParameter> Of(IEnumerable<ITypeParameterSymbol> parameters, TypeText types) =>
        parameters.Select(parameter => new TypeParameter(
            AttributeText.OnParameter(parameter), types.Name(parameter), Clause(parameter, types))).ToEquatableArray();

    private static string Clause(ITypeParameterSymbol parameter, TypeText types)
    {
        string constraints = string.Join(", ", Constraints(parameter, types));
        return constraints.Length == 0 ? "" : $"where {types.Name(parameter)} : {constraints}";
    }

    private static IEnumerable<string> Constraints(ITypeParameterSymbol parameter, TypeText types)
    {
        if (parameter.HasUnmanagedTypeConstraint)
        {
            yield return "unmanaged";
        }
        else if (parameter.HasValueTypeConstraint)
        {
            yield return "struct";
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            yield return "class";
        }
        else if (parameter.HasNotNullConstraint)
        {
            yield return "notnull";
        }

        foreach (ITypeSymbol type in parameter.ConstraintTypes)
        {
            yield return types.Of(type);
        }

        if (parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint)
        {
            yield return "new()";
        }

        if (parameter.AllowsRefLikeType)
        {
            yield return "allows ref struct";
        }
    }
}
