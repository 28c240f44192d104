using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>Reads a closed segment out of its chunks, once, and with that ends all writing to it.</summary>
internal ref struct SegmentReader
{
    private readonly Segment _segment;
    private readonly long _segmentEnd;
    private readonly SealedSpan[] _spans;

    // By ordinal: one that was claimed too late stays vacant, so positions among the visible spans are not ordinals. The
    // complement of its parent's for a span that is left out.
    private readonly int[] _positions;
    private int _count;
    private List<AnnotationDetail>? _annotations;
    private List<(int Position, Task Task)>? _completed;

    private SegmentReader(Segment segment, int count)
    {
        _segment = segment;
        ref SpanRecord root = ref segment.FirstChunk.Records[0];
        bool hasEnded = root.StateIn(segment.Number) != SpanRecord.Sealed && root.HasEnded;

        // What lies below a part may outlive it, until the end of the segment.
        hasEnded &= segment.Whole is null;
        _segmentEnd = hasEnded ? root.End : segment.ClosedAt;
        _spans = new SealedSpan[count];
        _positions = new int[segment.OrdinalsInUse];
    }

    /// <summary>A timestamp of the segment's clock, since the epoch.</summary>
    public static long ToMicroseconds(Segment segment, long timestamp)
    {
        // Whole ticks of 100 ns first: the wall clock is read once, durations come from the monotonic one.
        TimeSpan since = segment.Queue.Clock.GetElapsedTime(segment.StartTimestamp, timestamp);
        return ((segment.StartTime - DateTimeOffset.UnixEpoch).Ticks + since.Ticks) / TimeSpan.TicksPerMicrosecond;
    }

    public static SealedSegment Read(Segment segment)
    {
        int count = segment.Seal(out SpanDetail? newest);
        SegmentReader reader = new(segment, count);
        reader.ReadSpans();
        reader.GroupDetails(newest, out string? user);
        if (reader._completed is { } completed)
        {
            CompletedTasks.Apply(reader._spans.AsSpan(0, reader._count), completed);
        }

        segment.Release();
        return new SealedSegment(
            segment.Identity, new ArraySegment<SealedSpan>(reader._spans, 0, reader._count), count - reader._count, user);
    }

    private void ReadSpans()
    {
        for (SpanChunk? chunk = _segment.FirstChunk; chunk is not null; chunk = chunk.Next)
        {
            int ordinal = chunk.FirstOrdinal;
            foreach (ref SpanRecord record in _segment.ClaimedIn(chunk))
            {
                if (record.IsReadBy(_segment.Number))
                {
                    if (record.IsAnnotation)
                    {
                        (_annotations ??= []).Add(record.ToAnnotation());
                    }
                    else
                    {
                        _positions[ordinal] = Add(record, record.StateIn(_segment.Number) == SpanRecord.Sealed);
                    }
                }

                ordinal++;
            }
        }
    }

    private int Add(in SpanRecord record, bool isOpen)
    {
        int parent = record.ParentOrdinal < 0 ? -1 : _positions[record.ParentOrdinal];
        parent = record.ParentOrdinal >= 0 && parent < 0 ? ~parent : parent;
        if (_segment.IsTooShort(record))
        {
            return ~parent;
        }

        bool closedWithSegment = isOpen;
        if (isOpen && record.Pending is { IsCompleted: true } task)
        {
            (_completed ??= []).Add((_count, task));
            closedWithSegment = false;
        }

        // Only the end of tracing closes a segment whose own span has not ended.
        bool inProgress = closedWithSegment && record.ParentOrdinal < 0 && _segment.Whole is null;
        long start = ToMicroseconds(record.Start);
        long end = ToMicroseconds(isOpen ? _segmentEnd : record.End);
        _spans[_count] = new SealedSpan
        {
            Name = record.Name,
            Id = record.Id,
            Parent = parent,
            StartMicroseconds = start,
            EndMicroseconds = Math.Max(start, end),
            Flags = record.Flags,
            ClosedWithSegment = closedWithSegment && !inProgress,
            InProgress = inProgress,
        };
        return _count++;
    }

    private readonly void GroupDetails(SpanDetail? newest, out string? user)
    {
        user = null;
        while (newest is not null)
        {
            SpanDetail detail = newest;
            newest = detail.Next;
            Group(detail);
            user ??= (detail as UserDetail)?.User;
        }

        for (int i = (_annotations?.Count ?? 0) - 1; i >= 0; i--)
        {
            Group(_annotations![i]);
        }
    }

    private readonly void Group(SpanDetail detail)
    {
        int position = _positions[detail.Ordinal];
        if (position >= 0)
        {
            detail.Next = _spans[position].Details;
            _spans[position].Details = detail;
        }
    }

    private readonly long ToMicroseconds(long timestamp) => ToMicroseconds(_segment, timestamp);
}
