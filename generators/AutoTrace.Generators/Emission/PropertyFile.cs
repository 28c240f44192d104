using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes the implementing part of a partial property or indexer, around the user's accessors.</summary>
internal static class PropertyFile
{
    public static void Write(SourceProductionContext output, TracedProperty property, Settings settings)
    {
        if (!settings.CanWrite)
        {
            return;
        }

        CodeWriter writer = new();
        TracedAccessor[] traced =
            [.. property.Accessors.Where(each => each.IsTraced && settings.Traces(each.Method.Options))];
        string purpose = traced.Length > 0 ? "traced" : "forwarders: AutoTraceEnabled or its level leaves it out";
        FileHeader.Write(
            writer,
            $"The accessors of {property.Signature}, {purpose}.",
            property.Accessors.Select(accessor => accessor.Method.Notices));
        if (traced.Length > 0)
        {
            CallsiteField.WriteClass(writer, property.FileName, traced.Select(each => CallsiteField.Declare(
                Callsite(each), each.Method.SubsegmentName, traits: "", each.Method.Options, slots: [])));
        }

        writer.Open(property.Type);
        string parameters = Signatures.DeclareAgain(property.Parameters);
        writer.Open(
            $"{property.Modifiers} {property.Result} {property.Name}{(parameters.Length == 0 ? "" : $"[{parameters}]")}");
        foreach (TracedAccessor accessor in property.Accessors)
        {
            if (accessor != property.Accessors[0])
            {
                writer.Line();
            }

            if (settings.IsEnabled)
            {
                writer.Line("[global::AutoTrace.CompilerServices.TracedBody]");
            }

            WriteAccessor(writer, property, accessor, traced.Contains(accessor));
        }

        writer.Close();
        writer.Close(property.Type);
        output.AddSource(property.FileName, writer.ToSourceText());
    }

    private static void WriteAccessor(
        CodeWriter writer, TracedProperty property, TracedAccessor accessor, bool isTraced)
    {
        writer.Lines(GeneratedAttributes.OnMethod(accessor.OwnAttributes));
        writer.Open(accessor.Header);
        string site = CallsiteField.Use(property.FileName, Callsite(accessor));
        Opening? opening = isTraced ? new(site) : null;
        string invocation = property.Parameters.Count > 0 ? $"{accessor.Core}({Signatures.Use(accessor.Method.Parameters)})"
            : accessor.IsGet ? accessor.Core
            : $"{accessor.Core} = {Signatures.Use(accessor.Method.Parameters)}";
        CallBody.Write(writer, accessor.Method, opening, invocation, site);
        writer.Close();
    }

    private static string Callsite(TracedAccessor accessor) => accessor.IsGet ? "Get" : "Set";
}
