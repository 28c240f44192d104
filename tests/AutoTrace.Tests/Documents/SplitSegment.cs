using System.Text;
using AutoTrace.Diagnostics;
using AutoTrace.Documents;
using AutoTrace.Export;
using AutoTrace.Model;

namespace AutoTrace.Tests.Documents;

/// <summary>A segment of any shape, and the documents that it is split into.</summary>
internal sealed class SplitSegment
{
    public const string TraceIdText = "1-5759e988-bd862e3fe1be46a994272793";

    private readonly List<SealedSpan> _spans = [];

    /// <param name="shape">
    /// A span each: how far before it its parent lies, and how much metadata it has. The first is the segment's own.
    /// </param>
    /// <param name="maxBytes">The size of the largest document.</param>
    /// <param name="isSubsegment">True for what a flow added after its segment was closed.</param>
    /// <param name="nameCount">How many names there are.</param>
    public SplitSegment(
        (int Distance, int Bytes)[] shape, int maxBytes, bool isSubsegment, int nameCount = int.MaxValue)
    {
        foreach ((int position, (int distance, int bytes)) in shape.Index())
        {
            // Whoever asks for more than there are gets one of those that there are.
            _spans.Add(Span(position, position == 0 ? -1 : position - 1 - ((distance - 1) % position), bytes, nameCount));
        }

        Assert.True(TraceId.TryParse(TraceIdText, out TraceId traceId));
        SegmentIdentity identity = new()
        {
            TraceId = traceId,
            Id = new SegmentId(_spans[0].Id),
            ParentId = new SegmentId(isSubsegment ? 0xffUL : 0),
            Name = _spans[0].Name,
            IsSubsegment = isSubsegment,
            IsSampled = true,
        };
        SegmentDocuments documents = new(new ServiceDescription { WorkingDirectory = "/" });
        documents.Prepare(new SealedSegment(identity, _spans.ToArray(), leftOut: 0, user: null), maxBytes);
        documents.Export(Exporter, new DeliveryReport(new Counters(), new RuntimeLog(null, Assert.Fail), TimeProvider.System));
    }

    public CollectingExporter Exporter { get; } = new();

    /// <summary>The id and the parent's id of every span.</summary>
    public IEnumerable<(string Id, string? ParentId)> Spans =>
        _spans.Select(span => (Id(span.Id), span.Parent < 0 ? null : Id(_spans[span.Parent].Id)));

    /// <summary>Those of them that say more than their times.</summary>
    public IEnumerable<(string Id, string? ParentId)> SpansWithDetails =>
        _spans.Where(span => span.Details is not null)
            .Select(span => (Id(span.Id), span.Parent < 0 ? null : Id(_spans[span.Parent].Id)));

    /// <summary>The levels of the deepest span, the segment's own being the first.</summary>
    public int Depth
    {
        get
        {
            int[] depths = new int[_spans.Count];
            foreach ((int position, SealedSpan span) in _spans.Index())
            {
                depths[position] = span.Parent < 0 ? 1 : depths[span.Parent] + 1;
            }

            return depths.Max();
        }
    }

    private static string Id(ulong id) => id.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private static SealedSpan Span(int position, int parent, int bytes, int nameCount) => new()
    {
        Name = SpanName.From($"span {position % nameCount}"),
        Id = 0x1000UL + (ulong)position,
        Parent = parent,
        StartMicroseconds = 1_767_225_600_000_000 + position,
        EndMicroseconds = 1_767_225_600_000_000 + position,
        Flags = SpanFlags.None,
        ClosedWithSegment = false,
        Details = bytes == 0 ? null : new MetadataDetail { Namespace = "n", Key = "k", Json = JsonText(bytes) },
    };

    private static byte[] JsonText(int length) => Encoding.ASCII.GetBytes($"\"{new string('x', length)}\"");

    /// <summary>Keeps documents with the number of records that the worker counts for each.</summary>
    public sealed class CollectingExporter : SegmentExporter
    {
        public List<SegmentDocument> Documents { get; } = [];

        public List<int> Records { get; } = [];

        public override string Description => "test";

        internal override void Attach(DeliveryReport report)
        {
        }

        internal override void Export(ReadOnlySpan<byte> document, int records)
        {
            Documents.Add(SegmentDocument.Parse(document));
            Records.Add(records);
        }

        internal override void Settle()
        {
        }
    }
}
