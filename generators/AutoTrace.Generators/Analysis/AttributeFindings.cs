using AutoTrace.Generators.Symbols;
using AutoTrace.XRay;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>Finds attributes that do nothing, say what X-Ray refuses, or send what should stay.</summary>
internal static class AttributeFindings
{
    public static IEnumerable<Finding> Of(IMethodSymbol method, bool isTraced) =>
        Options(method).Concat(method.Parameters.SelectMany(parameter => OfParameter(parameter, method, isTraced)));

    private static IEnumerable<Finding> Options(IMethodSymbol method) =>
        method.FindAll(AttributeSymbols.Traced).SelectMany(attribute => OptionFindings.Of(attribute, method));

    private static IEnumerable<Finding> OfParameter(IParameterSymbol parameter, IMethodSymbol method, bool isTraced)
    {
        if (parameter.Find(AttributeSymbols.Annotate) is not { } attribute)
        {
            yield break;
        }

        if (attribute.ConstructorArguments.FirstOrDefault().Value is string key && !IsKey(key))
        {
            yield return new Finding(Rules.RefusedName, attribute.Place(), key,
                "the key of an annotation: 1 to 500 of A-Z a-z 0-9 _");
        }

        string? reason = parameter.RefKind == RefKind.Out ? "it is an out parameter"
            : parameter.Has(AttributeSymbols.NoCapture) ? "[NoCapture] stands beside it"
            : !Annotations.CanAnnotate(parameter.Type) ? "values of its type cannot be annotations"
            : !isTraced && !IsImplementedElsewhere(method) ? "the method is not traced"
            : null;
        if (reason is not null)
        {
            yield return new Finding(Rules.NothingAnnotated, attribute.Place(), parameter.Name, reason);
        }
        else if (SecretNames.Match(parameter.Name))
        {
            yield return new Finding(Rules.Secret, parameter.Locations[0], parameter.Name);
        }
    }

    /// <summary>An implementation of it or an override may be traced.</summary>
    private static bool IsImplementedElsewhere(IMethodSymbol method) =>
        method.IsAbstract || method.IsVirtual || (method.IsOverride && !method.IsSealed);

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= Limits.AnnotationKeyLength &&
        key.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
