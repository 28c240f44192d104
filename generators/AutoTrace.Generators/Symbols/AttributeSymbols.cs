using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Finds attributes on symbols by their full names.</summary>
internal static class AttributeSymbols
{
    public const string Traced = "AutoTrace.TracedAttribute";
    public const string NoTrace = "AutoTrace.NoTraceAttribute";
    public const string Annotate = "AutoTrace.AnnotateAttribute";
    public const string AddMetadata = "AutoTrace.AddMetadataAttribute";
    public const string NoCapture = "AutoTrace.NoCaptureAttribute";
    public const string TracedBody = "AutoTrace.CompilerServices.TracedBodyAttribute";
    public const string TracedAssembly = "AutoTrace.CompilerServices.TracedAssemblyAttribute";

    public const string CollectionBuilder = "System.Runtime.CompilerServices.CollectionBuilderAttribute";

    public static AttributeData? Find(this ISymbol symbol, string attribute) =>
        Find(symbol.GetAttributes(), attribute);

    /// <summary>An attribute <c>[return: …]</c>.</summary>
    public static AttributeData? FindOnReturn(this IMethodSymbol method, string attribute) =>
        Find(method.GetReturnTypeAttributes(), attribute);

    public static IEnumerable<AttributeData> FindAll(this ISymbol symbol, string attribute) => symbol.GetAttributes()
        .Where(data => data.AttributeClass is { } type && Is(type, attribute));

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Find(attribute) is not null;

    /// <summary>A named argument; null if it is missing.</summary>
    public static object? Value(this AttributeData attribute, string argument) => attribute.NamedArguments
        .FirstOrDefault(each => each.Key == argument && each.Value.Kind != TypedConstantKind.Array).Value.Value;

    /// <summary>Where the attribute is written; null if it is in metadata.</summary>
    public static Location? Place(this AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference
            ? Location.Create(reference.SyntaxTree, reference.Span)
            : null;

    /// <summary>A named argument; null if it is missing or empty.</summary>
    public static string? Text(this AttributeData attribute, string argument) => 
        attribute.Value(argument) is string { Length: > 0 } text ? text : null;

    /// <summary>The texts of a named argument that is an array.</summary>
    public static IEnumerable<string> Texts(this AttributeData attribute, string argument) => attribute.NamedArguments
        .Where(each => each is { Key: var key, Value.Kind: TypedConstantKind.Array } && key == argument && !each.Value.IsNull)
        .SelectMany(each => each.Value.Values)
        .Select(value => value.Value).OfType<string>();

    private static AttributeData? Find(ImmutableArray<AttributeData> attributes, string name)
    {
        foreach (AttributeData data in attributes)
        {
            if (data.AttributeClass is { } type && Is(type, name))
            {
                return data;
            }
        }

        return null;
    }

    /// <summary>Whether a type that is neither nested nor generic has that name.</summary>
    public static bool Is(this INamedTypeSymbol type, string fullName) =>
        fullName.Length > type.Name.Length &&
        fullName.EndsWith(type.Name, StringComparison.Ordinal) &&
        type.ContainingType is null &&
        type.ContainingNamespace.ToDisplayString() == fullName.Substring(0, fullName.Length - type.Name.Length - 1);
}
