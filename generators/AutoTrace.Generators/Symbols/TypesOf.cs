using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Walks through all types that generated code has to name in order to declare a method's wrapper.</summary>
internal static class TypesOf
{
    /// <summary>
    /// The types around the method, its parameters', its return's and its constraints', with what they consist of.
    /// </summary>
    public static IEnumerable<ITypeSymbol> Signature(IMethodSymbol method)
    {
        IEnumerable<ITypeSymbol> types = method.Parameters.Select(parameter => parameter.Type)
            .Append(method.ReturnType)
            .Append(method.ContainingType)
            .Concat(TypeParameters(method).SelectMany(parameter => parameter.ConstraintTypes));
        return types.SelectMany(Parts);
    }

    /// <summary>Those of the types around the method, outermost first, then its own.</summary>
    public static IEnumerable<ITypeParameterSymbol> TypeParameters(IMethodSymbol method) =>
        TypeParameters(method.ContainingType).Concat(method.TypeParameters);

    public static IEnumerable<ITypeParameterSymbol> TypeParameters(INamedTypeSymbol type) =>
        type.ContainingType is null
            ? type.TypeParameters
            : TypeParameters(type.ContainingType).Concat(type.TypeParameters);

    /// <summary>What stands for the type parameters of a type and of those around it, outermost first.</summary>
    public static IEnumerable<ITypeSymbol> TypeArguments(INamedTypeSymbol type) =>
        type.ContainingType is null
            ? type.TypeArguments
            : TypeArguments(type.ContainingType).Concat(type.TypeArguments);

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType).Prepend(type),
        IPointerTypeSymbol pointer => Parts(pointer.PointedAtType).Prepend(type),
        IFunctionPointerTypeSymbol function =>
            function.Signature.Parameters.Select(parameter => parameter.Type).Append(function.Signature.ReturnType)
                .SelectMany(Parts).Prepend(type),
        INamedTypeSymbol named =>
            Containing(named).SelectMany(around => around.TypeArguments.SelectMany(Parts).Prepend(around)),
        _ => [type],
    };

    private static IEnumerable<INamedTypeSymbol> Containing(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            yield return around;
        }
    }
}
