using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>
/// Writes <c>metadata</c>, grouped by namespace, the last value of each key. AutoTrace's own remarks about a span stand in
/// the namespace <c>autotrace</c>.
/// </summary>
internal static class MetadataJson
{
    private static ReadOnlySpan<byte> OwnNamespace => "autotrace"u8;

    public static void Write(Utf8JsonWriter json, in SealedSpan span, DetailLevel level)
    {
        List<MetadataDetail>? last = null;
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            if (detail is MetadataDetail added)
            {
                last ??= [];
                int known = last.FindIndex(other => other.Key == added.Key && other.Namespace == added.Namespace);
                if (known >= 0)
                {
                    last[known] = added;
                }
                else
                {
                    last.Add(added);
                }
            }
        }

        bool hasRemarks = span.ClosedWithSegment || level != DetailLevel.Everything;
        if (last is null && !hasRemarks)
        {
            return;
        }

        json.WriteStartObject(FieldNames.Metadata);
        if (level == DetailLevel.Everything && last is not null)
        {
            foreach (IGrouping<string, MetadataDetail> group in last.GroupBy(static metadata => Namespace(metadata.Namespace)))
            {
                json.WriteStartObject(group.Key);
                foreach (MetadataDetail metadata in group)
                {
                    json.WritePropertyName(metadata.Key);
                    json.WriteRawValue(metadata.Json, skipInputValidation: true);
                }

                json.WriteEndObject();
            }
        }

        if (hasRemarks)
        {
            WriteRemarks(json, span, level);
        }

        json.WriteEndObject();
    }

    private static void WriteRemarks(Utf8JsonWriter json, in SealedSpan span, DetailLevel level)
    {
        json.WriteStartObject(OwnNamespace);
        if (span.ClosedWithSegment)
        {
            json.WriteBoolean("closed_with_segment"u8, true);
        }

        if (level != DetailLevel.Everything)
        {
            json.WriteString("left_out"u8, level == DetailLevel.WithoutMetadata ? "metadata"u8 : "details"u8);
        }

        json.WriteEndObject();
    }

    // X-Ray keeps "AWS." for itself, and "autotrace" is ours.
    private static string Namespace(string name) =>
        name.StartsWith("AWS.", StringComparison.Ordinal) || name == "autotrace" ? "_" + name
        : name.Length == 0 ? "default"
        : name;
}
