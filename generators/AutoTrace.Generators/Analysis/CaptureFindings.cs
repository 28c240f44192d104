using AutoTrace.Generators.Symbols;
using AutoTrace.XRay;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// Finds attributes on parameters and return values that record nothing, have keys that X-Ray refuses, or send what
/// should stay.
/// </summary>
internal static class CaptureFindings
{
    private static readonly string[] s_attributes = [AttributeSymbols.Annotate, AttributeSymbols.AddMetadata];

    public static IEnumerable<Finding> Of(IMethodSymbol method, bool isTraced)
    {
        string? untraced = isTraced || IsTracedAccessor(method) || IsImplementedElsewhere(method)
            ? null
            : "the method is not traced";
        return method.Parameters.SelectMany(parameter => OfParameter(parameter, untraced))
            .Concat(OfResult(method, untraced));
    }

    private static IEnumerable<Finding> OfParameter(IParameterSymbol parameter, string? untraced) => Of(
        s_attributes.Select(parameter.Find),
        parameter.Name,
        parameter.Name,
        parameter.Locations.FirstOrDefault(),
        parameter.RefKind == RefKind.Out ? "it is an out parameter"
            : CaptureTypes.CanRecord(parameter.Type) ? null
            : NoValue(parameter.Type),
        parameter.Has(AttributeSymbols.NoCapture) ? "[NoCapture] stands beside it" : untraced);

    private static IEnumerable<Finding> OfResult(IMethodSymbol method, string? untraced) => Of(
        s_attributes.Select(method.FindOnReturn),
        $"what {CapturedResult.NameOf(method)} returns",
        CapturedResult.NameOf(method),
        method.Locations.FirstOrDefault(),
        CapturedResult.TypeOf(method) is { } type
            ? CaptureTypes.CanRecord(type) ? null : NoValue(type)
            : "it has no result, or one that is not there when it returns",
        method.FindOnReturn(AttributeSymbols.NoCapture) is not null ? "[NoCapture] stands beside it" : untraced);

    /// <param name="attributes">That ask for a value to be recorded; null for those that are not there.</param>
    /// <param name="what">Is recorded, for the reader.</param>
    /// <param name="name">That tells a secret.</param>
    /// <param name="declaration">Of that name.</param>
    /// <param name="noValue">Why there is nothing to record; null if there is.</param>
    /// <param name="noEffect">Why it is not recorded all the same; null if it is.</param>
    private static IEnumerable<Finding> Of(
        IEnumerable<AttributeData?> attributes,
        string what,
        string name,
        Location? declaration,
        string? noValue,
        string? noEffect)
    {
        bool isRecorded = false;
        foreach (AttributeData attribute in attributes.OfType<AttributeData>())
        {
            string said = $"[{attribute.AttributeClass!.Name.Replace("Attribute", "")}]";
            if (Refusal(attribute) is { } refusal)
            {
                yield return new Finding(Rules.RefusedName, attribute.Place(), refusal.Key, refusal.Reason);
            }

            if (noValue is not null)
            {
                yield return new Finding(Rules.NoValue, attribute.Place(), said, what, noValue);
            }
            else if (noEffect is not null)
            {
                yield return new Finding(Rules.NothingRecorded, attribute.Place(), said, what, noEffect);
            }
            else
            {
                isRecorded = true;
            }
        }

        if (isRecorded && SecretNames.Match(name))
        {
            yield return new Finding(Rules.Secret, declaration, name);
        }
    }

    private static (string Key, string Reason)? Refusal(AttributeData attribute)
    {
        if (attribute.ConstructorArguments.FirstOrDefault().Value is not string key)
        {
            return null;
        }

        bool isMetadata = attribute.AttributeClass!.Is(AttributeSymbols.AddMetadata);
        return isMetadata
            ? key.Trim().Length == 0 ? (key, "the key of metadata: it is empty") : null
            : IsAnnotationKey(key) ? null : (key, "the key of an annotation: 1 to 500 of A-Z a-z 0-9 _");
    }

    private static string NoValue(ITypeSymbol type) =>
        $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is no text, number, bool or other " +
        "IFormattable";

    /// <summary>The attribute stands on the property.</summary>
    private static bool IsTracedAccessor(IMethodSymbol method) =>
        method.AssociatedSymbol is IPropertySymbol property && property.Has(AttributeSymbols.Traced);

    /// <summary>An implementation of it or an override may be traced.</summary>
    private static bool IsImplementedElsewhere(IMethodSymbol method) =>
        method.IsAbstract || method.IsVirtual || (method.IsOverride && !method.IsSealed);

    private static bool IsAnnotationKey(string key) =>
        key.Length is > 0 and <= Limits.AnnotationKeyLength &&
        key.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
