using System.Text;
using System.Text.Json;

namespace AutoTrace.Sampling;

/// <summary>
/// Reads members of X-Ray's answers. One that is missing or null is null; one of another type, or out of its range, is a
/// <see cref="JsonException"/> that names it.
/// </summary>
internal static class AnswerFields
{
    // Year 9999: what lies beyond is no time.
    private const double LastSecond = 253_402_300_799;

    public static JsonElement Object(this JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value
        : throw new JsonException($"there is {Kind(value)} where an object must be");

    public static JsonElement? Member(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement Required(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Member(name) ?? throw new JsonException($"it has no {Encoding.UTF8.GetString(name)}");

    public static IEnumerable<JsonElement> Items(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Member(name) is not { } list ? []
        : list.ValueKind == JsonValueKind.Array ? list.EnumerateArray()
        : throw Wrong(name, list, "a list");

    public static string? Text(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Member(name)?.TextOf(Encoding.UTF8.GetString(name));

    public static string TextOf(this JsonElement value, string name) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new JsonException($"its {name} is {Kind(value)} and must be a text");

    public static double? Number(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Wrong(name, value, "a number");

    /// <summary>A number from 0 to 1.</summary>
    public static double? Share(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Number(name) is not { } number ? null
        : number is >= 0 and <= 1 ? number
        : throw Wrong(name, owner.Required(name), "from 0 to 1");

    /// <summary>A number without a fraction, 0 or more; as large as an <see cref="int"/> can be, where it is larger.</summary>
    public static int? WholeNumber(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Number(name) is not { } number ? null
        : number >= 0 && number == Math.Floor(number) ? (int)Math.Min(number, int.MaxValue)
        : throw Wrong(name, owner.Required(name), "a whole number, 0 or more");

    public static DateTimeOffset? Time(this JsonElement owner, ReadOnlySpan<byte> name) =>
        owner.Number(name) is not { } seconds ? null
        : seconds is >= 0 and <= LastSecond ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
        : throw Wrong(name, owner.Required(name), "a time in epoch seconds");

    /// <summary>Whether what was read is to blame: a text that ends in half a character is found out late.</summary>
    public static bool IsFlaw(Exception failure) => failure is JsonException or InvalidOperationException;

    /// <summary>A rule, as messages name it.</summary>
    public static string Named(string? rule) => rule is null ? "a rule without a name" : $"'{rule}'";

    private static JsonException Wrong(ReadOnlySpan<byte> name, JsonElement value, string wanted) =>
        new($"its {Encoding.UTF8.GetString(name)} is {Kind(value)} and must be {wanted}");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText() is { Length: <= 20 } number ? number : "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "neither a number nor a text",
    };
}
