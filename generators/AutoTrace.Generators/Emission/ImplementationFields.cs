using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;

namespace AutoTrace.Generators.Emission;

/// <summary>Declares the statics that tell which receivers run a body that their callers trace.</summary>
internal static class ImplementationFields
{
    private const string Namespace = "global::AutoTrace.CompilerServices.";

    public static void Write(CodeWriter writer, Wrapper wrapper, string site)
    {
        writer.Line($"// {wrapper.Method.Signature} may run a body that its callers trace.");
        Write(writer, wrapper.Implementations, site, TypeText.Literal(wrapper.Method.Signature));
    }

    public static void WriteDetours(CodeWriter writer, Wrapper wrapper, string site)
    {
        writer.Line("// On some types a body runs that is not wrapped and may call one that is: it is not that one's call.");
        Write(writer, wrapper.Detours, site, site);
    }

    private static void Write(
        CodeWriter writer, EquatableArray<Implementation> implementations, string site, string otherwise)
    {
        List<string> known = [];
        foreach (Implementation each in implementations)
        {
            string field = "null";
            if (each.Body is not null)
            {
                field = Field(implementations, each, site);
                writer.Line($"// {each.Signature} is {TypeText.Literal(each.SubsegmentName)}.");
                writer.Line(CallsiteField.Declare(
                    field, each.SubsegmentName, traits: "", each.Options!, [each.Body]));
            }

            known.Add($"({each.Type}, {field})");
        }

        string arguments = string.Join(", ", known.Prepend(otherwise));
        writer.Line($"internal static readonly {Namespace}Implementations {site}s = new({arguments});");
    }

    /// <summary>Those of the body that runs.</summary>
    public static IEnumerable<KeyValuePair<string, EquatableArray<CapturedArgument>>> Arguments(
        Wrapper wrapper, string site, string body) => wrapper.Implementations
        .Where(each => each.Arguments.Count > 0)
        .Select(each => new KeyValuePair<string, EquatableArray<CapturedArgument>>(
            $" && {body} == {Field(wrapper.Implementations, each, site)}", each.Arguments));

    private static string Field(
        EquatableArray<Implementation> implementations, Implementation implementation, string site)
    {
        IEnumerable<Implementation> before = implementations.TakeWhile(each => each != implementation);
        return site + (before.Count(each => each.Body is not null) + 1);
    }
}
