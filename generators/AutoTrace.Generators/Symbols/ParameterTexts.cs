using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Prints parameters and how they are passed on. Defaults are bound at the user's call.</summary>
internal static class ParameterTexts
{
    public static EquatableArray<Parameter> Of(IReadOnlyList<IParameterSymbol> parameters, TypeText types) =>
        parameters.Select(parameter => Of(parameter, types)).ToEquatableArray();

    private static Parameter Of(IParameterSymbol parameter, TypeText types)
    {
        // Metadata of other languages may leave the name out.
        string name = TypeText.Identifier(parameter.Name.Length > 0 ? parameter.Name : "argument" + parameter.Ordinal);
        string reference = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In or RefKind.RefReadOnlyParameter => "in ",
            _ => "",
        };
        string declared = parameter.RefKind == RefKind.RefReadOnlyParameter ? "ref readonly " : reference;
        bool isScoped = parameter.ScopedKind != ScopedKind.None && parameter.RefKind != RefKind.Out;

        // Passed on as dynamic, an argument would have the call bound again at run time.
        bool isDynamic = parameter.Type is IDynamicTypeSymbol;
        return new Parameter(
            AttributeText.OnParameter(parameter),
            (isScoped ? "scoped " : "") + declared,
            isDynamic ? "object" : types.Of(parameter.Type),
            name,
            reference + name,
            parameter.IsParams);
    }
}
