using System.Text.Json;

namespace AutoTrace.Export;

/// <summary>A document on its way, with what is read of it to keep its trace together and to know it again.</summary>
/// <param name="Json">The document.</param>
/// <param name="Records">How many segments and subsegments it holds.</param>
/// <param name="Number">Counts documents, from 1: the order in which they came.</param>
internal readonly record struct HeldDocument(ReadOnlyMemory<byte> Json, int Records, long Number)
{
    // What holding a document takes beside its bytes, about.
    private const int Overhead = 100;

    /// <summary>Its trace; the default value for what has none.</summary>
    public TraceId TraceId { get; } =
        TraceId.TryParse(Read(Json.Span, "trace_id"u8), out TraceId id) ? id : default;

    /// <summary>The file that it came back from; null for one that was in no file.</summary>
    public SpoolFile? Source { get; init; }

    /// <summary>The id of its segment or subsegment.</summary>
    public string? Id => Read(Json.Span, "id"u8);

    public int Bytes => Json.Length + Overhead;

    /// <summary>A text of the document itself, none of what is nested in it.</summary>
    private static string? Read(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        Utf8JsonReader json = new(document);
        try
        {
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool found = json.ValueTextEquals(name);
                json.Read();
                if (found && json.TokenType == JsonTokenType.String)
                {
                    return json.GetString();
                }

                json.Skip();
            }
        }
        catch (JsonException)
        {
            // From a file of the spool that somebody else wrote: the other side is to judge it.
        }

        return null;
    }
}
