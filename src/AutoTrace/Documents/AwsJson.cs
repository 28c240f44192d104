using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>Writes the <c>aws</c> block: the last value of each key, and in a segment who made the document.</summary>
internal static class AwsJson
{
    private const int MaxFields = 100;
    private const string XRay = "xray";

    /// <param name="json">Where to.</param>
    /// <param name="span">Whose block.</param>
    /// <param name="maker">The service whose segment it is; null in a subsegment.</param>
    /// <param name="samplingRule">The rule that decided about the segment; null for none.</param>
    /// <param name="level">Nothing but the maker and the rule in an outline.</param>
    public static void Write(
        Utf8JsonWriter json, in SealedSpan span, ServiceDescription? maker, string? samplingRule, DetailLevel level)
    {
        LastValues<string, AwsDetail> fields = new(MaxFields);
        for (SpanDetail? detail = span.Details; detail is not null && level != DetailLevel.Outline; detail = detail.Next)
        {
            if (detail is AwsDetail field && (maker is null || field.Key != XRay))
            {
                fields.Set(JsonText.WellFormed(field.Key), field);
            }
        }

        if (fields.Entries.Count == 0 && maker is null)
        {
            return;
        }

        json.WriteStartObject(FieldNames.Aws);
        foreach ((string key, AwsDetail field) in fields.Entries)
        {
            json.WritePropertyName(key);
            WriteValue(json, field);
        }

        if (maker is not null)
        {
            json.WriteStartObject(FieldNames.XRay);
            json.WriteString(FieldNames.Sdk, "AutoTrace"u8);
            json.WriteString(FieldNames.SdkVersion, maker.SdkVersion);
            if (samplingRule is not null)
            {
                json.WriteText(FieldNames.SamplingRuleName, samplingRule, Limits.StringLength);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, AwsDetail field)
    {
        if (field.Text is { } text)
        {
            json.WriteStringValue(JsonValues.Cut(text, Limits.AnnotationValueLength));
        }
        else if (field.List is { } list)
        {
            json.WriteStartArray();
            foreach (string item in list)
            {
                json.WriteStringValue(JsonValues.Cut(item, Limits.AnnotationValueLength));
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteNumberValue(field.Number);
        }
    }
}
