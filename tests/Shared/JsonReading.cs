using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>Reads members that may be missing or of another kind.</summary>
internal static class JsonReading
{
    extension(JsonElement json)
    {
        /// <summary>The member, or an element of kind Undefined.</summary>
        public JsonElement Member(string name) =>
            json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out JsonElement it) ? it : default;

        public string? Text(string name) =>
            json.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

        public double? Number(string name) =>
            json.Member(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

        /// <summary>True only for the literal <c>true</c>.</summary>
        public bool Flag(string name) => json.Member(name).ValueKind is JsonValueKind.True;

        /// <summary>The items of an array member; none when it is no array.</summary>
        public IEnumerable<JsonElement> Items(string name) =>
            json.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

        /// <summary>The members of an object member; none when it is no object.</summary>
        public IEnumerable<JsonProperty> Members(string name) =>
            json.Member(name) is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : [];
    }
}
