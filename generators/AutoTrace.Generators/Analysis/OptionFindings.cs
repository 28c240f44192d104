using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using AutoTrace.XRay;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>Finds options of <c>[Traced]</c> that X-Ray refuses or that do nothing.</summary>
internal static class OptionFindings
{
    private const string Allowed = "letters, digits, blanks and _.:/%&#=+-@";

    /// <summary>Of a rule of an assembly.</summary>
    public static IEnumerable<Finding> OfRule(
        AttributeData attribute, IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        bool selectsAny = AllMembers.Methods(assembly.GlobalNamespace, cancellationToken).Any(method =>
            AssemblyRules.Select(method) && AssemblyRules.Matching(method).Contains(attribute));
        if (!selectsAny)
        {
            yield return new Finding(
                Rules.NoEffect, attribute.Place(), "This rule", "no method that a rule may select has such a name");
        }

        foreach (Finding finding in OfAny(attribute, method: null))
        {
            yield return finding;
        }
    }

    /// <param name="symbol">
    /// A method, a property or a type, on which one is allowed: the attribute is no rule there.
    /// </param>
    /// <param name="method">Whose name the options are about; null for a type's.</param>
    public static IEnumerable<Finding> Of(ISymbol symbol, IMethodSymbol? method)
    {
        AttributeData[] all = [.. symbol.FindAll(AttributeSymbols.Traced)];
        return all.SelectMany(attribute => Of(attribute, method))
            .Concat(all.Skip(1).Select(again => new Finding(Rules.Repeated, again.Place(), symbol.Name)));
    }

    private static IEnumerable<Finding> Of(AttributeData attribute, IMethodSymbol? method)
    {
        foreach (string option in new[] { AssemblyRules.Include, AssemblyRules.Exclude }
            .Where(option => attribute.Value(option) is not null))
        {
            yield return new Finding(Rules.NoEffect, attribute.Place(), option, "only [assembly: Traced] has patterns");
        }

        foreach (Finding finding in OfAny(attribute, method))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> OfAny(AttributeData attribute, IMethodSymbol? method)
    {
        Location? place = attribute.Place();
        if (attribute.Value(TracedOptions.Name) is string template && Refusal(template, method) is { } refusal)
        {
            yield return new Finding(Rules.RefusedName, place, template, "the name of a subsegment: " + refusal);
        }

        if (attribute.Value(TracedOptions.MinimumMilliseconds) is < 0)
        {
            yield return new Finding(Rules.NoEffect, place, TracedOptions.MinimumMilliseconds, "it is less than 0");
        }

        if (attribute.Value(TracedOptions.CaptureResult) is true &&
            method is not null &&
            (CapturedResult.TypeOf(method) is not { } result || !CaptureTypes.IsPlain(result)))
        {
            yield return new Finding(
                Rules.NoEffect, place, TracedOptions.CaptureResult, $"'{method.Name}' results in no plain value");
        }

        if (attribute.Value(TracedOptions.NewSegment) is true)
        {
            foreach (string option in new[] { TracedOptions.Namespace, TracedOptions.MinimumMilliseconds }
                .Where(option => attribute.Value(option) is not (null or 0)))
            {
                yield return new Finding(
                    Rules.NoEffect, place, option, "the call opens a segment, and only subsegments have that");
            }
        }
    }

    private static string? Refusal(string template, IMethodSymbol? method)
    {
        string name = method is null
            ? TracedOptions.Expand(template, "T", "M")
            : TracedOptions.Expand(template, ExtensionBlocks.TypeAround(method).Name, TracedOptions.OwnName(method));
        return name.IndexOf('{') >= 0 && name.IndexOf('}') >= 0 ? "in braces, only {type} and {method} are known"
            : name.Trim().Length == 0 ? "it is empty"
            : name.Length > Limits.NameLength ? $"it has {name.Length} characters, and {Limits.NameLength} are allowed"
            : name.All(NameCharacters.Contains) ? null
            : Allowed + " are allowed";
    }
}
