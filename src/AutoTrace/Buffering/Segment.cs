using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// A segment while it is open: its identity, the records of its spans and their details. What a late flow adds under a
/// closed segment is an independent subsegment, which is the same thing with a parent inside the trace.
/// </summary>
/// <remarks>
/// Any flow may append, annotate and end spans at any time. <see cref="TryClose"/> ends the root; whoever consumes the
/// closed segment calls <see cref="Seal"/> once and from then on owns it.
/// </remarks>
internal sealed class Segment
{
    // Of objects that a held segment takes: a chunk of records, a detail beside what it refers to.
    private const int ChunkBytes = 1400;
    private const int DetailBytes = 64;

    // A span with what usually goes with it: its record, its token, a detail. Only details larger than that are counted.
    private const int UsualSpanBytes = 192;
    private const int LargeDetailBytes = 128;

    // Marks the list of details of a sealed segment: nothing can be pushed any more.
    private static readonly SpanDetail s_sealed = new UserDetail { User = string.Empty };

    private readonly SpanChunk _first;
    private SpanChunk _last;
    private SpanDetail? _details;
    private ulong _nextId;
    private long _closedAt;
    private long _largeDetails;
    private int _sealed;
    private bool _isUnwanted;

    public Segment(SegmentQueue queue, in SegmentIdentity identity)
    {
        Queue = queue;
        Identity = identity;
        StartTimestamp = queue.Clock.GetTimestamp();
        StartTime = queue.Clock.GetUtcNow();
        _first = new SpanChunk(this, firstOrdinal: 0);
        _last = _first;
        _nextId = SegmentId.New().Value;
    }

    /// <summary>The runtime's side that opened the segment: where it goes when it is closed.</summary>
    public SegmentQueue Queue { get; }

    public SegmentIdentity Identity { get; }

    /// <summary>The memory of a segment that sampling left out and that is held until its end; null for all others.</summary>
    public SegmentHold? Hold { get; init; }

    /// <summary>Whether nothing is recorded any more: tail keep gave way, or decided against it.</summary>
    public bool IsUnwanted => Volatile.Read(ref _isUnwanted) || Hold is { GaveWay: true };

    /// <summary>What the segment was taken to be when it was closed. Set by whoever hands it to the queue.</summary>
    public long WaitingBytes { get; set; }

    /// <summary>The segment's start on the wall clock and, at the same moment, on the clock that durations are taken from.</summary>
    public DateTimeOffset StartTime { get; }

    public long StartTimestamp { get; }

    public bool IsClosed => Volatile.Read(ref _closedAt) != 0;

    /// <summary>When the root ended, on the monotonic clock; 0 while it is open.</summary>
    public long ClosedAt => Volatile.Read(ref _closedAt);

    public SpanChunk FirstChunk => _first;

    /// <summary>No span's ordinal is as high as that.</summary>
    public int OrdinalsInUse
    {
        get
        {
            SpanChunk last = _first;
            while (last.Next is { } next)
            {
                last = next;
            }

            return last.FirstOrdinal + SpanChunk.Capacity;
        }
    }

    private bool IsSealed => Volatile.Read(ref _sealed) != 0;

    /// <summary>Opens a span. The first one is the segment's own; a parent is always appended before its children.</summary>
    /// <returns>False when the segment is closed: the span then does not belong to it.</returns>
    public bool TryAppend(SpanName name, ulong id, int parentOrdinal, long start, SpanFlags flags, out SpanReference span)
    {
        span = default;
        SpanChunk chunk = Volatile.Read(ref _last);
        int slot;
        while ((slot = chunk.Claim()) < 0)
        {
            if (IsSealed || (Hold is not null && !TryHold(ChunkBytes)))
            {
                return false;
            }

            chunk = chunk.GetOrAddNext();
            Volatile.Write(ref _last, chunk);
        }

        ref SpanRecord record = ref chunk.Records[slot];
        record.Name = name;
        record.Id = id;
        record.ParentOrdinal = parentOrdinal;
        record.Start = start;
        record.Flags = (int)flags;

        // Publish, then look whether the reader has come: it set its mark before it looked at the records, so one of the
        // two always sees the other. A record that it has not taken is withdrawn.
        Interlocked.Exchange(ref record.State, SpanRecord.Open);
        if (IsSealed && Interlocked.CompareExchange(ref record.State, SpanRecord.Vacant, SpanRecord.Open) == SpanRecord.Open)
        {
            return false;
        }

        span = new SpanReference(this, chunk, slot);
        return true;
    }

    /// <summary>An id for a new span of this segment, unique within it and as good as random.</summary>
    public ulong NextId()
    {
        // A Weyl sequence through a mixer (splitmix64, Steele, Lea and Flood 2014): no shared random state on the hot path.
        ulong z = Interlocked.Add(ref _nextId, 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return z == 0 || z == Identity.Id.Value ? NextId() : z;
    }

    /// <summary>About how much memory the segment takes; without a look at its spans.</summary>
    public long EstimateBytes() =>
        ((long)(Volatile.Read(ref _last).FirstOrdinal + SpanChunk.Capacity) * UsualSpanBytes) +
        Interlocked.Read(ref _largeDetails);

    /// <summary>Adds a detail to a span.</summary>
    /// <returns>False when the segment has been read already: the detail came too late.</returns>
    public bool TryPush(SpanDetail detail)
    {
        if (Hold is not null && !TryHold(DetailBytes + detail.Bytes))
        {
            // Nobody is going to read it; nobody has done anything wrong either.
            return true;
        }

        if (detail.Bytes > LargeDetailBytes)
        {
            Interlocked.Add(ref _largeDetails, detail.Bytes);
        }

        SpanDetail? head = Volatile.Read(ref _details);
        while (head != s_sealed)
        {
            detail.Next = head;
            SpanDetail? seen = Interlocked.CompareExchange(ref _details, detail, head);
            if (seen == head)
            {
                return true;
            }

            head = seen;
        }

        return false;
    }

    /// <summary>The id that an inner span gave to the exception when it passed; 0 when it has not been seen.</summary>
    public ulong FindException(Exception exception)
    {
        for (SpanDetail? detail = Volatile.Read(ref _details); detail is not null; detail = detail.Next)
        {
            if (detail is ExceptionDetail seen && ReferenceEquals(seen.Exception, exception))
            {
                return seen.Id;
            }
        }

        return 0;
    }

    /// <summary>
    /// Whether a span that has ended is left out, for it was shorter than its method's minimum and nothing tells of it. Its
    /// children then lie below its parent.
    /// </summary>
    public bool IsTooShort(in SpanRecord record) =>
        record is { MinimumMilliseconds: > 0, ParentOrdinal: >= 0 } &&
        Volatile.Read(in record.State) == SpanRecord.Ended &&
        ((SpanFlags)Volatile.Read(in record.Flags) & SpanFlags.Kept) == 0 &&
        Queue.Clock.GetElapsedTime(record.Start, record.End).TotalMilliseconds < record.MinimumMilliseconds;

    /// <summary>The record that a late child of the span refers to: its own, or of the nearest span that is not left out.</summary>
    public ref SpanRecord KeptAncestor(in SpanReference span)
    {
        ref SpanRecord record = ref span.Record;
        while (IsTooShort(record))
        {
            SpanChunk chunk = _first;
            while (record.ParentOrdinal >= chunk.FirstOrdinal + SpanChunk.Capacity)
            {
                chunk = chunk.Next!;
            }

            record = ref chunk.Records[record.ParentOrdinal - chunk.FirstOrdinal];
        }

        return ref record;
    }

    /// <summary>Marks the segment closed. True for the one caller that did it, who then hands it to the queue.</summary>
    public bool TryClose(long now) => Interlocked.CompareExchange(ref _closedAt, now == 0 ? 1 : now, 0) == 0;

    /// <summary>Ends the writing of a segment that is not kept, without a look at its spans.</summary>
    /// <returns>The number of spans, the segment's own included.</returns>
    public int Abandon()
    {
        Volatile.Write(ref _isUnwanted, true);
        Interlocked.Exchange(ref _sealed, 1);
        Interlocked.Exchange(ref _details, s_sealed);
        SpanChunk last = Volatile.Read(ref _last);
        return last.FirstOrdinal + last.ClaimedCount;
    }

    /// <summary>
    /// Ends the writing: spans still open are closed with the segment, later ones are refused. Called once, by the consumer.
    /// </summary>
    /// <param name="details">The details, newest first.</param>
    /// <returns>The number of spans, the segment's own included.</returns>
    public int Seal(out SpanDetail? details)
    {
        Interlocked.Exchange(ref _sealed, 1);
        details = Interlocked.Exchange(ref _details, s_sealed);
        int count = 0;
        for (SpanChunk? chunk = _first; chunk is not null; chunk = chunk.Next)
        {
            int claimed = chunk.ClaimedCount;
            for (int i = 0; i < claimed; i++)
            {
                ref int state = ref chunk.Records[i].State;
                Interlocked.CompareExchange(ref state, SpanRecord.Sealed, SpanRecord.Open);
                if (Volatile.Read(ref state) != SpanRecord.Vacant)
                {
                    count++;
                }
            }
        }

        return count;
    }

    private bool TryHold(int bytes)
    {
        bool hadRoom = !Hold!.GaveWay;
        bool hasRoom = Hold.TryTake(bytes);
        if (hadRoom && !hasRoom)
        {
            Queue.Counters.AddGaveWay();
        }

        return hasRoom;
    }
}
