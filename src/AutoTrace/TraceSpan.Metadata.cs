using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace;

public readonly partial struct TraceSpan
{
    private const string DefaultNamespace = MetadataDetail.DefaultNamespace;

    /// <summary>
    /// Adds metadata: a value of any shape that X-Ray stores without an index. The last value of a key counts.
    /// </summary>
    /// <param name="key">Its name within the namespace.</param>
    /// <param name="value">
    /// Serialised now: later changes do not show. Over 64 KB, nested deeper than 64, or with a getter that throws, a
    /// remark stands in its place.
    /// </param>
    /// <param name="typeInfo">
    /// From a <c>JsonSerializerContext</c>, so that it works trimmed and as native AOT; where neither matters,
    /// <c>(JsonTypeInfo&lt;T&gt;)JsonSerializerOptions.Default.GetTypeInfo(typeof(T))</c>.
    /// </param>
    /// <param name="metadataNamespace">
    /// Groups keys; must not start with <c>AWS.</c>, which X-Ray keeps for itself.
    /// </param>
    public void AddMetadata<T>(
        string key, T value, JsonTypeInfo<T> typeInfo, string metadataNamespace = DefaultNamespace) =>
        Add(
            metadataNamespace,
            key,
            (Value: value, TypeInfo: typeInfo),
            static (json, typed) => JsonSerializer.Serialize(json, typed.Value, typed.TypeInfo));

    /// <summary>Adds a string as metadata; null adds nothing.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, string? value, string metadataNamespace = DefaultNamespace)
    {
        if (value is not null)
        {
            Add(metadataNamespace, key, value, static (json, text) => json.WriteStringValue(text));
        }
    }

    /// <summary>Adds a number as metadata.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, long value, string metadataNamespace = DefaultNamespace) =>
        Add(metadataNamespace, key, value, static (json, number) => json.WriteNumberValue(number));

    /// <summary>Adds a number as metadata; NaN and infinities, for which JSON has no word, as texts.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, double value, string metadataNamespace = DefaultNamespace) =>
        Add(metadataNamespace, key, value, PlainJson.Write);

    /// <summary>Adds true or false as metadata.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, bool value, string metadataNamespace = DefaultNamespace) =>
        Add(metadataNamespace, key, value, static (json, flag) => json.WriteBooleanValue(flag));

    /// <summary>Adds a JSON value as metadata.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, JsonElement value, string metadataNamespace = DefaultNamespace) =>
        Add(metadataNamespace, key, value, static (json, element) => element.WriteTo(json));

    /// <summary>
    /// Adds a dictionary as metadata. Its values are written by their kind, without reflection: texts, numbers, dates,
    /// JSON, and dictionaries and lists of these; others as the text that they format themselves to.
    /// </summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata<T>(
        string key, IEnumerable<KeyValuePair<string, T>>? value, string metadataNamespace = DefaultNamespace)
    {
        if (value is not null)
        {
            Add(
                metadataNamespace,
                key,
                value,
                static (json, pairs) => PlainJson.WriteObject(json, pairs.Select(pair => (pair.Key, (object?)pair.Value))));
        }
    }

    private void Add<T>(string metadataNamespace, string key, T value, Action<Utf8JsonWriter, T> write)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_span, new MetadataDetail
            {
                Namespace = metadataNamespace ?? DefaultNamespace,
                Key = key ?? string.Empty,
                Json = MetadataValue.Of(value, write),
            });
        }
    }
}
