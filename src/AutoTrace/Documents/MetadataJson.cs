using System.Text;
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
        // By the names as they will be written: two that differ only in what JSON or X-Ray cannot take are one.
        List<(string Namespace, string Key, byte[] Json)>? last = null;
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            if (detail is MetadataDetail added)
            {
                string space = Namespace(WellFormed(added.Namespace));
                string key = WellFormed(added.Key);
                last ??= [];
                int known = last.FindIndex(other => other.Key == key && other.Namespace == space);
                if (known >= 0)
                {
                    last[known] = (space, key, added.Json);
                }
                else
                {
                    last.Add((space, key, added.Json));
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
            foreach (var group in last.GroupBy(static metadata => metadata.Namespace))
            {
                json.WriteStartObject(group.Key);
                foreach ((_, string key, byte[] value) in group)
                {
                    json.WritePropertyName(key);
                    json.WriteRawValue(value, skipInputValidation: true);
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

    // Half a surrogate pair is written as U+FFFD.
    private static string WellFormed(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
