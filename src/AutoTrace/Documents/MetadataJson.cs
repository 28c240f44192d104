using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>
/// Writes <c>metadata</c>, grouped by namespace, the last value of each key. AutoTrace's own remarks about a span stand
/// in the namespace <c>autotrace</c>.
/// </summary>
internal static class MetadataJson
{
    // More than anybody reads, and few enough to look through.
    private const int MaxKeys = 500;

    private static ReadOnlySpan<byte> OwnNamespace => "autotrace"u8;

    /// <param name="json">Where to.</param>
    /// <param name="span">Whose metadata.</param>
    /// <param name="level">Remarks alone, unless it is everything.</param>
    /// <param name="annotationsLeftOut">How many annotations are not written.</param>
    /// <returns>How many metadata are left out for being too many.</returns>
    public static int Write(Utf8JsonWriter json, in SealedSpan span, DetailLevel level, int annotationsLeftOut)
    {
        LastValues<(string Namespace, string Key), byte[]> last = level == DetailLevel.Everything ? Values(span) : default;
        Remarks remarks = new(span.Folded, span.ClosedWithSegment, level, annotationsLeftOut, last.LeftOut);
        if (last.Entries.Count == 0 && remarks == default)
        {
            return 0;
        }

        json.WriteStartObject(FieldNames.Metadata);
        foreach (var group in last.Entries.GroupBy(static entry => entry.Key.Namespace))
        {
            json.WriteStartObject(group.Key);
            foreach (((_, string key), byte[] value) in group)
            {
                json.WritePropertyName(key);
                json.WriteRawValue(value, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        if (remarks != default)
        {
            Write(json, remarks);
        }

        json.WriteEndObject();
        return last.LeftOut;
    }

    private static LastValues<(string Namespace, string Key), byte[]> Values(in SealedSpan span)
    {
        // By the names as they will be written: two that differ only in what JSON or X-Ray cannot take are one.
        LastValues<(string Namespace, string Key), byte[]> last = new(MaxKeys);
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            if (detail is MetadataDetail added)
            {
                string space = Namespace(JsonText.WellFormed(added.Namespace));
                last.Set((space, JsonText.WellFormed(added.Key)), added.Json);
            }
        }

        return last;
    }

    private static void Write(Utf8JsonWriter json, in Remarks remarks)
    {
        json.WriteStartObject(OwnNamespace);
        if (remarks.ClosedWithSegment)
        {
            json.WriteBoolean("closed_with_segment"u8, true);
        }

        if (remarks.Level != DetailLevel.Everything)
        {
            json.WriteString("left_out"u8, remarks.Level == DetailLevel.WithoutMetadata ? "metadata"u8 : "details"u8);
        }

        if (remarks.Folded is { } folded)
        {
            json.WriteStartObject("folded"u8);
            json.WriteNumber("count"u8, folded.Count);
            json.WriteTime("total"u8, folded.TotalMicroseconds);
            json.WriteTime("maximum"u8, folded.LongestMicroseconds);
            json.WriteEndObject();
        }

        WriteCount(json, "annotations_left_out"u8, remarks.AnnotationsLeftOut);
        WriteCount(json, "metadata_left_out"u8, remarks.MetadataLeftOut);
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, ReadOnlySpan<byte> name, int count)
    {
        if (count > 0)
        {
            json.WriteNumber(name, count);
        }
    }

    // X-Ray keeps "AWS." for itself, and "autotrace" is ours.
    private static string Namespace(string name) =>
        name.StartsWith("AWS.", StringComparison.Ordinal) || name == "autotrace" ? "_" + name
        : name.Length == 0 ? "default"
        : name;

    /// <summary>What AutoTrace says about a span. The default value has nothing to say.</summary>
    private readonly record struct Remarks(
        FoldedCalls? Folded, bool ClosedWithSegment, DetailLevel Level, int AnnotationsLeftOut, int MetadataLeftOut);
}
