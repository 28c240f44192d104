using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>Reads a closed segment out of its chunks, once, and with that ends all writing to it.</summary>
internal readonly struct SegmentReader
{
    private readonly Segment _segment;
    private readonly long _segmentEnd;
    private readonly List<SealedSpan> _spans;

    // By slot: one that was claimed too late stays vacant, so positions among the visible spans are not slot numbers. The
    // complement of its parent's for a span that is left out.
    private readonly Dictionary<int, int> _positions;

    private SegmentReader(Segment segment, int count)
    {
        _segment = segment;
        ref SpanRecord root = ref segment.FirstChunk.Records[0];
        _segmentEnd = Volatile.Read(ref root.State) == SpanRecord.Ended ? root.End : segment.ClosedAt;
        _spans = new List<SealedSpan>(count);
        _positions = new Dictionary<int, int>(count);
    }

    public static SealedSegment Read(Segment segment)
    {
        int count = segment.Seal(out SpanDetail? newest);
        SegmentReader reader = new(segment, count);
        reader.ReadSpans();
        reader.GroupDetails(newest, out string? user);
        return new SealedSegment(segment.Identity, reader._spans, leftOut: count - reader._spans.Count, user);
    }

    private void ReadSpans()
    {
        for (SpanChunk? chunk = _segment.FirstChunk; chunk is not null; chunk = chunk.Next)
        {
            for (int slot = 0; slot < chunk.ClaimedCount; slot++)
            {
                ref SpanRecord record = ref chunk.Records[slot];
                if (Volatile.Read(ref record.State) is SpanRecord.Ended or SpanRecord.Sealed)
                {
                    Add(chunk.FirstOrdinal + slot, record);
                }
            }
        }
    }

    private void Add(int ordinal, in SpanRecord record)
    {
        int parent = record.ParentOrdinal < 0 ? -1 : _positions[record.ParentOrdinal];
        parent = record.ParentOrdinal >= 0 && parent < 0 ? ~parent : parent;
        if (_segment.IsTooShort(record))
        {
            _positions.Add(ordinal, ~parent);
        }
        else
        {
            _positions.Add(ordinal, _spans.Count);
            _spans.Add(Read(record, parent));
        }
    }

    private void GroupDetails(SpanDetail? newest, out string? user)
    {
        user = null;
        while (newest is not null)
        {
            SpanDetail detail = newest;
            newest = detail.Next;
            if (_positions.TryGetValue(detail.Ordinal, out int position) && position >= 0)
            {
                detail.Next = _spans[position].Details;
                _spans[position] = _spans[position] with { Details = detail };
            }

            user ??= (detail as UserDetail)?.User;
        }
    }

    private SealedSpan Read(in SpanRecord record, int parent)
    {
        bool closedWithSegment = record.State == SpanRecord.Sealed;
        long start = ToMicroseconds(record.Start);
        long end = ToMicroseconds(closedWithSegment ? _segmentEnd : record.End);
        return new SealedSpan
        {
            Name = record.Name!,
            Id = record.Id,
            Parent = parent,
            StartMicroseconds = start,
            EndMicroseconds = Math.Max(start, end),
            Flags = (SpanFlags)record.Flags,
            ClosedWithSegment = closedWithSegment,
        };
    }

    private long ToMicroseconds(long timestamp)
    {
        // Whole ticks of 100 ns first: the wall clock is read once, durations come from the monotonic one.
        TimeSpan since = _segment.Queue.Clock.GetElapsedTime(_segment.StartTimestamp, timestamp);
        return (_segment.StartTime - DateTimeOffset.UnixEpoch + since).Ticks / TimeSpan.TicksPerMicrosecond;
    }
}
