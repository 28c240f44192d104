using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace;

public readonly partial struct TraceSpan
{
    /// <summary>Adds metadata: a value of any shape that X-Ray stores without an index.</summary>
    /// <param name="key">Its name within the namespace.</param>
    /// <param name="value">Serialised now, by <paramref name="typeInfo"/>: later changes do not show.</param>
    /// <param name="typeInfo">From a <c>JsonSerializerContext</c>, so that it works trimmed and as native AOT.</param>
    /// <param name="metadataNamespace">Groups keys; must not start with <c>AWS.</c>, which X-Ray keeps for itself.</param>
    public void AddMetadata<T>(string key, T value, JsonTypeInfo<T> typeInfo, string metadataNamespace = "default")
    {
        if (!IsRecordedSpan)
        {
            return;
        }

        byte[] json;
        try
        {
            json = JsonSerializer.SerializeToUtf8Bytes(value, typeInfo);
        }
        catch (Exception failure)
        {
            // A getter that throws, a cycle: the trace says so, the program goes on.
            json = JsonSerializer.SerializeToUtf8Bytes(
                $"not serialisable: {failure.GetType().Name}", MetadataJsonContext.Default.String);
        }

        SpanWrite.Push(
            _token!.Span,
            new MetadataDetail { Namespace = metadataNamespace ?? "default", Key = key ?? string.Empty, Json = json });
    }

    /// <summary>Adds a string as metadata.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, string? value, string metadataNamespace = "default")
    {
        if (value is not null)
        {
            AddMetadata(key, value, MetadataJsonContext.Default.String, metadataNamespace);
        }
    }

    /// <summary>Adds a JSON value as metadata.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, JsonElement value, string metadataNamespace = "default") =>
        AddMetadata(key, value, MetadataJsonContext.Default.JsonElement, metadataNamespace);
}
