using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>Writes <c>annotations</c>: keys in X-Ray's character set, the last value of each.</summary>
internal static class AnnotationsJson
{
    /// <returns>How many are left out: too many for X-Ray to index, or without a word in JSON (NaN, infinities).</returns>
    public static int Write(Utf8JsonWriter json, in SealedSpan span)
    {
        int notFinite = 0;
        LastValues<string, AnnotationValue> last = new(Limits.AnnotationsPerTrace);
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            if (detail is AnnotationDetail { Value: { Kind: AnnotationKind.Double } number } && !double.IsFinite(number.Double))
            {
                notFinite++;
            }
            else if (detail is AnnotationDetail annotation)
            {
                last.Set(Clean(annotation.Key), annotation.Value);
            }
        }

        if (last.Entries.Count > 0)
        {
            json.WriteStartObject(FieldNames.Annotations);
            foreach ((string key, AnnotationValue annotation) in last.Entries)
            {
                WriteOne(json, key, annotation);
            }

            json.WriteEndObject();
        }

        return last.LeftOut + notFinite;
    }

    private static void WriteOne(Utf8JsonWriter json, string key, in AnnotationValue annotation)
    {
        switch (annotation.Kind)
        {
            case AnnotationKind.Text:
                json.WriteString(key, JsonValues.Cut(annotation.Text!, Limits.AnnotationValueLength));
                break;
            case AnnotationKind.Integer:
                json.WriteNumber(key, annotation.Bits);
                break;
            case AnnotationKind.Double:
                json.WriteNumber(key, annotation.Double);
                break;
            case AnnotationKind.Boolean:
                json.WriteBoolean(key, annotation.Bits != 0);
                break;
        }
    }

    private static string Clean(string key)
    {
        ReadOnlySpan<char> kept = JsonValues.Cut(key, Limits.AnnotationKeyLength);
        if (kept.IsEmpty)
        {
            return "_";
        }

        bool isClean = kept.Length == key.Length;
        foreach (char c in kept)
        {
            isClean &= IsAllowed(c);
        }

        return isClean ? key : string.Create(kept.Length, key, static (cleaned, key) =>
        {
            for (int i = 0; i < cleaned.Length; i++)
            {
                cleaned[i] = IsAllowed(key[i]) ? key[i] : '_';
            }
        });
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
