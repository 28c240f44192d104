using System.Buffers;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>The document being put together; kept between documents.</summary>
internal sealed class DocumentBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(Limits.DocumentBytes);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    public void Append(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>What an independent subsegment says after its id: <c>"trace_id":"…","parent_id":"…","type":"subsegment",</c></summary>
    public void AppendIndependentFields(TraceId traceId, SegmentId parentId)
    {
        Append("\"trace_id\":\""u8);
        AppendAscii(traceId.ToString());
        Append("\",\"parent_id\":\""u8);
        AppendAscii(parentId.ToString());
        Append("\",\"type\":\"subsegment\","u8);
    }

    private void AppendAscii(string text)
    {
        Span<byte> room = _bytes.GetSpan(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            room[i] = (byte)text[i];
        }

        _bytes.Advance(text.Length);
    }
}
