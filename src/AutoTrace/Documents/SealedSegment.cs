using AutoTrace.Buffering;
using AutoTrace.Model;

namespace AutoTrace.Documents;

/// <summary>
/// A closed segment as the worker reads it: its spans in the order in which they started, parents before their children,
/// each with its details, oldest first.
/// </summary>
internal sealed class SealedSegment
{
    private readonly List<SealedSpan> _spans = [];
    private readonly Segment _segment;
    private readonly long _startMicroseconds;

    public SealedSegment(Segment segment)
    {
        _segment = segment;
        _startMicroseconds = segment.StartTime.Ticks / TimeSpan.TicksPerMicrosecond -
            DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond;
        _spans.Capacity = segment.Seal(out SpanDetail? newest);

        // A slot that was claimed too late stays vacant: positions among the visible spans are not slot numbers.
        Dictionary<int, int> positions = [];
        for (SpanChunk? chunk = segment.FirstChunk; chunk is not null; chunk = chunk.Next)
        {
            for (int slot = 0; slot < chunk.ClaimedCount; slot++)
            {
                ref SpanRecord record = ref chunk.Records[slot];
                if (Volatile.Read(ref record.State) is SpanRecord.Ended or SpanRecord.Sealed)
                {
                    positions.Add(chunk.FirstOrdinal + slot, _spans.Count);
                    _spans.Add(Read(record, positions));
                }
            }
        }

        while (newest is not null)
        {
            SpanDetail detail = newest;
            newest = detail.Next;
            if (positions.TryGetValue(detail.Ordinal, out int position))
            {
                detail.Next = _spans[position].Details;
                _spans[position] = _spans[position] with { Details = detail };
            }

            if (detail is UserDetail { User: { } user })
            {
                User ??= user;
            }
        }
    }

    public SegmentIdentity Identity => _segment.Identity;

    public int Count => _spans.Count;

    /// <summary>Who made the request; the last one that was said.</summary>
    public string? User { get; }

    public SealedSpan this[int position] => _spans[position];

    private SealedSpan Read(in SpanRecord record, Dictionary<int, int> positions)
    {
        bool closedWithSegment = record.State == SpanRecord.Sealed;
        long start = ToMicroseconds(record.Start);
        long end = ToMicroseconds(closedWithSegment ? _segment.ClosedAt : record.End);
        return new SealedSpan
        {
            Name = record.Name!,
            Id = record.Id,
            Parent = record.ParentOrdinal < 0 ? -1 : positions[record.ParentOrdinal],
            StartMicroseconds = start,
            EndMicroseconds = Math.Max(start, end),
            Flags = (SpanFlags)record.Flags,
            ClosedWithSegment = closedWithSegment,
        };
    }

    private long ToMicroseconds(long timestamp) =>
        _startMicroseconds +
        (long)((Int128)(timestamp - _segment.StartTimestamp) * 1_000_000 / _segment.Queue.Clock.TimestampFrequency);
}
