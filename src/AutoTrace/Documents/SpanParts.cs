using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AutoTrace.Model;

namespace AutoTrace.Documents;

/// <summary>
/// The JSON of each span of a segment without its closing brace and its subsegments, one behind the other in one buffer:
/// written once, measured exactly, then copied into whichever document it belongs to.
/// </summary>
internal sealed class SpanParts
{
    /// <summary>The length of <c>{"id":"0123456789abcdef",</c>, which every part starts with.</summary>
    public const int IdLength = 25;

    // Beside `subsegments` and the parent's ids, a part must leave room in the document that it may have to itself.
    private const int Reserve = 256;

    private static readonly JsonWriterOptions s_options = new()
    {
        // Documents are JSON for X-Ray, not script for a page: only what JSON demands is escaped, the rest stays UTF-8.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _bytes = new(16 * 1024);
    private readonly List<(int Start, int Length)> _parts = [];
    private Utf8JsonWriter? _writer;

    /// <summary>The size of all parts together, in bytes.</summary>
    public int TotalBytes { get; private set; }

    public ReadOnlySpan<byte> this[int position] =>
        _bytes.WrittenSpan.Slice(_parts[position].Start, _parts[position].Length);

    /// <summary>Writes every span.</summary>
    /// <returns>How many annotations and metadata are left out.</returns>
    public int Write(SealedSegment spans, ServiceDescription service, int maxDocumentBytes)
    {
        int leftOut = 0;
        _bytes.ResetWrittenCount();
        _parts.Clear();
        TotalBytes = 0;
        for (int i = 0; i < spans.Count; i++)
        {
            int start = _bytes.WrittenCount;
            int length = 0;
            int missing = 0;
            foreach (DetailLevel level in SpanJson.Levels)
            {
                length = WriteOne(spans, i, service, level, out missing);
                if (length <= maxDocumentBytes - Reserve)
                {
                    break;
                }

                // Too large for any document: again, with less. What is written stays behind, unused, until the next segment.
                start = _bytes.WrittenCount;
            }

            leftOut += missing;
            TotalBytes += length;
            _parts.Add((start, length));
        }

        return leftOut;
    }

    private int WriteOne(
        SealedSegment spans, int position, ServiceDescription service, DetailLevel level, out int leftOut)
    {
        int start = _bytes.WrittenCount;
        _writer ??= new Utf8JsonWriter(_bytes, s_options);
        _writer.Reset(_bytes);
        leftOut = SpanJson.Write(_writer, spans, position, service, level);
        _writer.Flush();

        // Without the closing brace: subsegments may follow.
        return _bytes.WrittenCount - start - 1;
    }
}
