using AutoTrace.Export;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>
/// Turns a closed segment into documents: one where it fits, else the segment and independent subsegments, none larger
/// than X-Ray takes. A segment that is larger than X-Ray takes of one trace is folded. For the worker's thread; reuses
/// its buffers.
/// </summary>
/// <param name="service">Whose segments they are.</param>
/// <param name="redaction">Sees values before they are written; null for none.</param>
internal sealed class SegmentDocuments(ServiceDescription service, Redaction? redaction = null)
{
    // X-Ray takes 500 KB of a trace, which other services write to as well.
    private const int SegmentBytes = 400_000;

    // As many siblings are folded, then fewer and fewer, until the segment is small enough.
    private static readonly int[] s_fewestSiblings = [100, 10, 2];

    private readonly SpanParts _parts = new();
    private readonly DocumentLayout _layout = new();
    private readonly ByteBuffer _document = new(Limits.DocumentBytes);
    private SealedSegment? _segment;

    /// <summary>Writes the parts of a segment and decides on its documents.</summary>
    /// <returns>What the documents do without.</returns>
    public Omissions Prepare(SealedSegment segment, int maxDocumentBytes)
    {
        SealedSegment written = segment;
        if (segment.Count == 0)
        {
            _layout.Clear();
            return default;
        }

        int notRedacted = redaction?.Apply(segment) ?? 0;
        int details = _parts.Write(segment, service, maxDocumentBytes);
        for (int i = 0; i < s_fewestSiblings.Length && _parts.TotalBytes > SegmentBytes; i++)
        {
            written = SegmentFolding.Fold(segment, s_fewestSiblings[i]);
            details = _parts.Write(written, service, maxDocumentBytes);
        }

        _layout.Arrange(written, _parts, maxDocumentBytes);
        _segment = written;
        return new Omissions(details + notRedacted, segment.Count - written.Count);
    }

    /// <summary>
    /// Sends the documents of the prepared segment and forgets it. A document that the exporter fails on is counted.
    /// </summary>
    public void Export(SegmentExporter exporter, DeliveryReport report)
    {
        foreach (int root in _layout.Roots)
        {
            int records = _layout.Records(root);
            try
            {
                _document.Clear();
                Compose(_segment!, root);
                exporter.Export(_document.Written, records);
            }
            catch (Exception failure)
            {
                report.Failed(records, $"Sending to {exporter.Description} failed: {failure.Message}");
            }
        }

        // Nothing of a finished request stays reachable from the worker.
        _segment = null;
    }

    /// <summary>
    /// Puts a document together: a span's own part and, nested in it, those of the descendants that stay with it.
    /// </summary>
    private void Compose(SealedSegment spans, int root)
    {
        bool independent = root != 0 || spans.Identity.IsSubsegment;
        if (independent)
        {
            SegmentId parent = root == 0 ? spans.Identity.ParentId : new SegmentId(spans[spans[root].Parent].Id);
            ReadOnlySpan<byte> part = _parts[root];
            _document.Append(part[..SpanHead.IdLength]);
            SpanHead.WriteIndependentFields(_document, spans.Identity.TraceId, parent);
            _document.Append(part[SpanHead.IdLength..]);
        }
        else
        {
            _document.Append(_parts[root]);
        }

        ComposeChildren(spans, root);
        _document.Append("}"u8);
    }

    // As deep as documents nest at most, so the recursion is bounded by DocumentLayout.MaxDepth.
    private void ComposeChildren(SealedSegment spans, int parent)
    {
        int first = _layout.FirstChild(parent);
        for (int child = first; child >= 0; child = _layout.NextSibling(child))
        {
            _document.Append(child == first ? ",\"subsegments\":["u8 : ","u8);
            _document.Append(_parts[child]);
            ComposeChildren(spans, child);
            _document.Append("}"u8);
        }

        if (first >= 0)
        {
            _document.Append("]"u8);
        }
    }
}
