using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace AutoTrace.Model;

/// <summary>
/// Writes values by their kind, without reflection: texts, numbers, dates, JSON, dictionaries and lists of these. Of
/// anything else the text that it formats itself to, or that it cannot be written.
/// </summary>
internal static class PlainJson
{
    // More than fit into a document; an enumeration without an end stops here.
    private const int MaxItems = 20_000;

    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or short or int or long or byte or ushort or uint:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case nint number:
                json.WriteNumberValue(number);
                break;
            case nuint number:
                json.WriteNumberValue(number);
                break;
            case float number:
                Write(json, (double)number);
                break;
            case double number:
                Write(json, number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case DateTime time:
                json.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time);
                break;
            case DateOnly or TimeOnly:
                json.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case IFormattable formattable:
                json.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case IDictionary dictionary:
                WriteObject(json, dictionary.Keys.Cast<object>().Select(key => (NameOf(key), dictionary[key])));
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                WriteObject(json, pairs.Select(pair => (pair.Key, pair.Value)));
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case IEnumerable items:
                WriteArray(json, items);
                break;
            default:
                json.WriteStringValue($"not serialisable: {value.GetType().Name}");
                break;
        }
    }

    public static void WriteObject(Utf8JsonWriter json, IEnumerable<(string Key, object? Value)> entries)
    {
        Dictionary<string, object?> last = [];
        int count = 0;
        foreach ((string key, object? value) in entries)
        {
            last[JsonText.WellFormed(key ?? string.Empty)] = Counted(ref count, value);
        }

        json.WriteStartObject();
        foreach ((string key, object? value) in last)
        {
            json.WritePropertyName(key);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        int count = 0;
        foreach (object? item in items)
        {
            Write(json, Counted(ref count, item));
        }

        json.WriteEndArray();
    }

    /// <summary>JSON has no word for infinities and NaN: they are written as texts.</summary>
    public static void Write(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string NameOf(object key) =>
        key as string ?? (key as IFormattable)?.ToString(null, CultureInfo.InvariantCulture) ?? key.GetType().Name;

    private static object? Counted(ref int count, object? item) =>
        ++count <= MaxItems ? item : throw new BoundedBuffer.TooLargeException();
}
