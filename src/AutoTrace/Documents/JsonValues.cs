using System.Globalization;
using System.Text.Json;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>The kinds of value that segment documents have: ids, times and strings of bounded length.</summary>
internal static class JsonValues
{
    /// <summary>Sixteen lower-case hex digits.</summary>
    public static void WriteId(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ulong id)
    {
        Span<char> text = stackalloc char[16];
        id.TryFormat(text, out _, "x16", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    /// <summary>Seconds with six decimals.</summary>
    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long microseconds)
    {
        Span<byte> text = stackalloc byte[32];
        json.WritePropertyName(name);
        json.WriteRawValue(text[..SpanHead.WriteTime(text, microseconds)], skipInputValidation: true);
    }

    /// <summary>
    /// At most <paramref name="maxLength"/> characters; never cut between the halves of a surrogate pair.
    /// </summary>
    public static void WriteText(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string text, int maxLength) =>
        json.WriteString(name, Cut(text, maxLength));

    /// <summary>
    /// As <see cref="WriteText"/>, limited as most strings are; nothing for one that is null or empty.
    /// </summary>
    public static void WriteTextIfAny(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteText(name, text, Limits.StringLength);
        }
    }

    public static ReadOnlySpan<char> Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        return text.AsSpan(0, char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength);
    }
}
