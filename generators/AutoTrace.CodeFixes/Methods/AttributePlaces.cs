using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>Which part of a method that becomes two an attribute belongs to.</summary>
[Flags]
internal enum AttributePlace
{
    /// <summary>Where callers, frameworks and AutoTrace look.</summary>
    Declaration = 1,

    /// <summary>Where the compiler and the runtime look at code.</summary>
    Body = 2,
}

/// <summary>Divides the attributes of a method and its parameters between its two parts.</summary>
internal static class AttributePlaces
{
    private static readonly HashSet<string> s_ofBodies = new(StringComparer.Ordinal)
    {
        "MethodImplAttribute", "SkipLocalsInitAttribute", "AsyncMethodBuilderAttribute",
        "EnumeratorCancellationAttribute",
    };

    public static SyntaxList<AttributeListSyntax> Keep(
        SyntaxList<AttributeListSyntax> lists, AttributePlace place, SemanticModel model) =>
        List(lists.Select(list => Keep(list, place, model)).OfType<AttributeListSyntax>());

    public static ParameterSyntax Keep(ParameterSyntax parameter, AttributePlace place, SemanticModel model) =>
        parameter.AttributeLists.Count == 0
            ? parameter
            : parameter.WithAttributeLists(Keep(parameter.AttributeLists, place, model))
                .WithLeadingTrivia(parameter.GetLeadingTrivia());

    private static AttributeListSyntax? Keep(AttributeListSyntax list, AttributePlace place, SemanticModel model)
    {
        AttributeSyntax[] kept = [.. list.Attributes.Where(each => PlaceOf(each, model).HasFlag(place))];
        return kept.Length == 0 ? null
            : kept.Length == list.Attributes.Count ? list
            : list.WithAttributes(SeparatedList(kept));
    }

    private static AttributePlace PlaceOf(AttributeSyntax attribute, SemanticModel model)
    {
        INamedTypeSymbol? type = model.GetSymbolInfo(attribute).Symbol?.ContainingType;
        string space = type?.ContainingNamespace.ToDisplayString() ?? "";
        return type?.Name switch
        {
            "ExperimentalAttribute" => AttributePlace.Declaration,
            { } name when space == "System.Runtime.CompilerServices" && s_ofBodies.Contains(name) =>
                AttributePlace.Body,
            "ObsoleteAttribute" when space == "System" => AttributePlace.Declaration | AttributePlace.Body,
            _ when space is "System.Diagnostics.CodeAnalysis" => AttributePlace.Declaration | AttributePlace.Body,
            { } name when space == "System.Diagnostics" && name != "ConditionalAttribute" =>
                AttributePlace.Declaration | AttributePlace.Body,
            _ => AttributePlace.Declaration,
        };
    }
}
