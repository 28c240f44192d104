using System.Text.Encodings.Web;
using System.Text.Json;

namespace AutoTrace.Export;

/// <summary>
/// The bodies of PutTraceSegments, <c>POST /TraceSegments</c>. Source: X-Ray's service model, 2016-04-12.
/// </summary>
internal static class PutTraceSegmentsJson
{
    private static readonly JsonWriterOptions s_options = new()
    {
        // Documents are mostly quotes: two bytes each this way, six by default.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static RequestBody WriteRequest(IReadOnlyList<ReadOnlyMemory<byte>> documents)
    {
        RequestBody body = new(documents.Sum(document => document.Length) * 5 / 4);
        using Utf8JsonWriter json = new(body, s_options);
        json.WriteStartObject();
        json.WriteStartArray("TraceSegmentDocuments"u8);
        foreach (ReadOnlyMemory<byte> document in documents)
        {
            json.WriteStringValue(document.Span);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body;
    }

    /// <exception cref="JsonException">It is no answer of X-Ray's.</exception>
    public static IReadOnlyList<UnprocessedSegment> ReadAnswer(ReadOnlyMemory<byte> body)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        if (answer.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The answer is no JSON object.");
        }

        return answer.RootElement.TryGetProperty("UnprocessedTraceSegments"u8, out JsonElement unprocessed) &&
            unprocessed.ValueKind == JsonValueKind.Array
                ? [.. unprocessed.EnumerateArray().Select(Read)]
                : [];
    }

    private static UnprocessedSegment Read(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object
            ? new(Text(entry, "Id"u8), Text(entry, "ErrorCode"u8), Text(entry, "Message"u8))
            : throw new JsonException("An unprocessed segment is no JSON object.");

    private static string? Text(JsonElement entry, ReadOnlySpan<byte> name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
