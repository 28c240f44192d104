using System.Text;
using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// One segment document, or independent subsegment, as it was sent: its bytes and what they say.
/// The properties answer null for what is missing or of the wrong kind, which <see cref="DocumentRules"/> reports.
/// </summary>
internal sealed class SegmentDocument
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 1024, AllowDuplicateProperties = false };

    private SegmentDocument(byte[] bytes, JsonElement json)
    {
        Bytes = bytes;
        Json = json;
    }

    /// <summary>The UTF-8 text as sent, without a datagram's header.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public JsonElement Json { get; }

    public string? Id => Json.Text("id");

    public string? TraceId => Json.Text("trace_id");

    public string? ParentId => Json.Text("parent_id");

    public string? Name => Json.Text("name");

    public bool IsSubsegment => Json.Text("type") == "subsegment";

    public bool InProgress => Json.Flag("in_progress");

    /// <summary>Reads a document of up to 1024 levels.</summary>
    /// <exception cref="FormatException">
    /// The bytes are no UTF-8, no JSON object, name a property twice in one object, or escape half a surrogate pair.
    /// </exception>
    public static SegmentDocument Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            JsonElement json = JsonElement.Parse(utf8, s_options);
            if (json.ValueKind is not JsonValueKind.Object)
            {
                throw new FormatException($"A JSON {json.ValueKind}, not an object.");
            }

            ReadStrings(json);
            return new SegmentDocument(utf8.ToArray(), json);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            string start = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 200)]);
            throw new FormatException($"{e.Message} In: {start}", e);
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static SegmentDocument Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    public override string ToString() => $"{(IsSubsegment ? "subsegment" : "segment")} {Id ?? "without id"} \"{Name}\"";

    // Half a surrogate pair and bytes that are no UTF-8 pass the parser and throw InvalidOperationException when read.
    private static void ReadStrings(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    ReadStrings(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadStrings(member.Value);
                }

                break;
        }
    }
}
