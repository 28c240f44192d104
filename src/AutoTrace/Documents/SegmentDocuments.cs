using AutoTrace.Export;
using AutoTrace.Model;

namespace AutoTrace.Documents;

/// <summary>
/// Turns a closed segment into documents: one where it fits, else the segment and independent subsegments, none larger than
/// X-Ray takes. For the worker's thread; reuses its buffers.
/// </summary>
internal sealed class SegmentDocuments(ServiceDescription service)
{
    private readonly SpanParts _parts = new();
    private readonly DocumentLayout _layout = new();
    private readonly DocumentBuffer _document = new();
    private SealedSegment? _segment;

    /// <summary>Writes the parts of a segment and decides on its documents.</summary>
    /// <returns>How many annotations and metadata the documents do without.</returns>
    public int Prepare(SealedSegment segment, int maxDocumentBytes)
    {
        int leftOut = _parts.Write(segment, service, maxDocumentBytes);
        _layout.Arrange(segment, _parts, maxDocumentBytes);
        _segment = segment;
        return leftOut;
    }

    /// <summary>Sends the documents of the prepared segment and forgets it. A document that the exporter fails on is counted.</summary>
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

    /// <summary>Puts a document together: a span's own part and, nested in it, those of the descendants that stay with it.</summary>
    private void Compose(SealedSegment spans, int root)
    {
        bool independent = root != 0 || spans.Identity.IsSubsegment;
        if (independent)
        {
            SegmentId parent = root == 0 ? spans.Identity.ParentId : new SegmentId(spans[spans[root].Parent].Id);
            ReadOnlySpan<byte> part = _parts[root];
            _document.Append(part[..SpanParts.IdLength]);
            _document.AppendIndependentFields(spans.Identity.TraceId, parent);
            _document.Append(part[SpanParts.IdLength..]);
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
