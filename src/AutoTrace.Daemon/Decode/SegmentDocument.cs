using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Decode;

/// <summary>
/// A usable document as received: a segment or an independent subsegment, with what it embeds. Immutable.
/// </summary>
internal sealed class SegmentDocument
{
    // Measured, not guessed: StoreBytesTests compares the sum with what the heap really grows by.
    private const int BytesPerDocument = 400;
    private const int BytesPerEntity = 250;

    private SegmentDocument(byte[] json, EntityReader reader, Entity root)
    {
        Json = json;
        Root = root;
        TraceId = reader.TraceId;
        ParentId = reader.ParentId;
        IsSubsegment = reader.IsSubsegment;
        Footprint = json.Length + BytesPerDocument + ((long)BytesPerEntity * reader.EntityCount);
    }

    /// <summary>The document byte for byte.</summary>
    public byte[] Json { get; }

    public TraceId TraceId { get; }

    /// <summary>Of a subsegment, what encloses it; of a segment, the caller's subsegment, if any.</summary>
    public SegmentId ParentId { get; }

    public bool IsSubsegment { get; }

    public Entity Root { get; }

    /// <summary>About what the document takes in memory, in bytes.</summary>
    public long Footprint { get; }

    /// <summary>Decodes a document. Never throws, whatever the bytes.</summary>
    /// <param name="json">The document; copied.</param>
    /// <param name="document">The document, if it is usable.</param>
    /// <param name="rejection">The first reason why it is not.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out SegmentDocument? document,
        [NotNullWhen(false)] out Rejection? rejection)
    {
        document = null;
        if (json.Length > Limits.DocumentBytes)
        {
            rejection = new Rejection(
                "InvalidSegment", $"the document has {json.Length} bytes; X-Ray takes {Limits.DocumentBytes}");
            return false;
        }

        if (!Utf8.IsValid(json))
        {
            rejection = new Rejection("MalformedDocument", "the document is not UTF-8");
            return false;
        }

        try
        {
            EntityReader reader = new(json);
            Entity? root = reader.Read();
            rejection = reader.Rejection;
            if (rejection is null && root is not null)
            {
                document = new SegmentDocument(json.ToArray(), reader, root);
                return true;
            }

            rejection ??= new Rejection("MalformedDocument", "the document is not a JSON object");
            return false;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how the reader reports half a surrogate pair.
            rejection = new Rejection("MalformedDocument", $"the document is not valid JSON: {e.Message}");
            return false;
        }
    }
}
