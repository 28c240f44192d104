using System.Text.Encodings.Web;
using System.Text.Json;
using AutoTrace.Model;

namespace AutoTrace.Documents;

/// <summary>
/// The JSON of each span of a segment without its closing brace and its subsegments, one behind the other in one
/// buffer: written once, measured exactly, then copied into whichever document it belongs to.
/// </summary>
internal sealed class SpanParts
{
    // Beside `subsegments` and the parent's ids, a part must leave room in the document that it may have to itself.
    private const int Reserve = 256;

    private static readonly DetailLevel[] s_levels = 
        [DetailLevel.Everything, DetailLevel.WithoutMetadata, DetailLevel.Outline];

    private static readonly JsonWriterOptions s_options = new()
    {
        // Documents are JSON for X-Ray, not script for a page: only what JSON demands is escaped, the rest stays UTF-8.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ByteBuffer _bytes = new(16 * 1024);
    private readonly List<int> _ends = [];
    private Utf8JsonWriter? _writer;

    /// <summary>The size of all parts together, in bytes.</summary>
    public int TotalBytes => _bytes.Length;

    public ReadOnlySpan<byte> this[int position] => _bytes.Written[StartOf(position)..StartOf(position + 1)];

    public int LengthOf(int position) => StartOf(position + 1) - StartOf(position);

    /// <summary>Writes every span.</summary>
    /// <returns>How many annotations and metadata are left out.</returns>
    public int Write(SealedSegment spans, ServiceDescription service, int maxDocumentBytes)
    {
        int leftOut = 0;
        _bytes.Clear();
        _ends.Clear();
        for (int i = 0; i < spans.Count; i++)
        {
            leftOut += WriteOne(spans, i, service, maxDocumentBytes - Reserve);
            _ends.Add(_bytes.Length);
        }

        return leftOut;
    }

    /// <summary>Writes one span, with less where all of it fits into no document.</summary>
    private int WriteOne(SealedSegment spans, int position, ServiceDescription service, int maxBytes)
    {
        ref readonly SealedSpan span = ref spans[position];
        bool isSegment = position == 0 && !spans.Identity.IsSubsegment;
        int start = _bytes.Length;
        SpanHead.Write(_bytes, span, spans.Identity, isSegment);
        if (!isSegment && span.IsPlain)
        {
            return 0;
        }

        int head = _bytes.Length;
        int leftOut = 0;
        foreach (DetailLevel level in s_levels)
        {
            _bytes.Truncate(head);
            leftOut = WriteFields(spans, span, isSegment ? service : null, service.WorkingDirectory, level);
            if (_bytes.Length - start <= maxBytes)
            {
                break;
            }
        }

        return leftOut;
    }

    /// <summary>
    /// Appends the fields of an object that is written apart, <c>{…}</c>, as further fields of the span.
    /// </summary>
    private int WriteFields(
        SealedSegment spans, in SealedSpan span, ServiceDescription? maker, string workingDirectory, DetailLevel level)
    {
        int start = _bytes.Length;
        _writer ??= new Utf8JsonWriter(_bytes, s_options);
        _writer.Reset(_bytes);
        int leftOut = SpanJson.Write(_writer, spans, span, maker, workingDirectory, level);
        _writer.Flush();

        bool hasFields = _bytes.Length > start + "{}".Length;
        _bytes[start] = (byte)',';
        _bytes.Truncate(hasFields ? _bytes.Length - 1 : start);
        return leftOut;
    }

    private int StartOf(int position) => position == 0 ? 0 : _ends[position - 1];
}
