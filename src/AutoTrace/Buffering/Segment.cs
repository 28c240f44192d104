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
    // Of objects that a segment takes: a chunk of records, a detail with the object that it refers to, beside what is in it.
    private const int ChunkBytes = 1400;
    private const int DetailBytes = 96;

    // A record with what usually goes with it, a short text: no other is worth a locked operation.
    private const int UsualRecordBytes = 128;
    private const int UsualTextBytes = 64;

    // A segment of so many records streams; one of so many bytes does without further details. X-Ray takes a tenth of that.
    private const int MostRecords = 20_000;
    private const int MostBytes = 4 << 20;

    // Marks the list of details of a sealed segment: nothing can be pushed any more.
    private static readonly SpanDetail s_sealed = new UserDetail { User = string.Empty };

    // What the count of claimed records becomes when the segment is sealed: every further claim then shows as refused.
    private const int Refuses = int.MinValue;

    private static long s_lastNumber;

    private readonly SpanChunk _first;
    private readonly ulong _seed = SegmentId.New().Value;
    private SpanChunk _last;
    private SpanDetail? _details;
    private long _closedAt;
    private long _detailBytes;
    private OpenParts? _parts;
    private int _streamsFrom = MostRecords;
    private int _claimed;
    private int _sealedClaims;
    private Tally _sealed;
    private bool _isReleased;
    private bool _keepsRecords;
    private bool _isUnwanted;

    public Segment(SegmentQueue queue, in SegmentIdentity identity, bool isRecorded = true)
    {
        Queue = queue;
        Identity = identity;
        StartTimestamp = queue.Clock.GetTimestamp();
        StartTime = queue.Clock.GetUtcNow();

        // Nobody asks for the records of a segment that is not recorded.
        _first = isRecorded ? queue.Chunks.Take(this, firstOrdinal: 0) : null!;
        _last = _first;
    }

    /// <summary>The runtime's side that opened the segment: where it goes when it is closed.</summary>
    public SegmentQueue Queue { get; }

    public SegmentIdentity Identity { get; }

    /// <summary>Unique in the process: tells its records from those of others.</summary>
    public long Number { get; } = Interlocked.Increment(ref s_lastNumber);

    /// <summary>The memory of a segment that sampling left out and that is held until its end; null for all others.</summary>
    public SegmentHold? Hold { get; init; }

    /// <summary>
    /// The open segment that it is a part of, recorded by itself since that streams; null for one that is no part.
    /// </summary>
    public Segment? Whole { get; init; }

    /// <summary>Whether X-Ray has been told that it is in progress. For the worker.</summary>
    public bool IsLong { get; set; }

    /// <summary>
    /// Whether it has so many records that further spans are recorded by themselves, as its parts, and sent when they end.
    /// </summary>
    public bool IsStreaming => Volatile.Read(ref _claimed) >= Volatile.Read(ref _streamsFrom) && Hold is null;

    /// <summary>Whether nothing is recorded any more: tail keep gave way, or decided against it.</summary>
    public bool IsUnwanted => Volatile.Read(ref _isUnwanted) || Hold is { GaveWay: true };

    /// <summary>What the segment was taken to be when it was closed. Set by whoever hands it to the queue.</summary>
    public long WaitingBytes { get; set; }

    /// <summary>
    /// The segment's start on the wall clock and, at the same moment, on the clock that durations are taken from.
    /// </summary>
    public DateTimeOffset StartTime { get; }

    public long StartTimestamp { get; }

    public bool IsClosed => Volatile.Read(ref _closedAt) != 0;

    /// <summary>When the root ended, on the monotonic clock; 0 while it is open.</summary>
    public long ClosedAt => Volatile.Read(ref _closedAt);

    public SpanChunk FirstChunk => _first;

    /// <summary>The details so far lie behind it; for the worker, which is the one to rearrange them.</summary>
    public SpanDetail? NewestDetail => Volatile.Read(ref _details);

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

    private bool IsSealed => Volatile.Read(ref _claimed) < 0;

    private int Claims => Volatile.Read(ref _claimed) is >= 0 and int claims ? claims : Volatile.Read(ref _sealedClaims);

    /// <summary>Opens a span. The first one is the segment's own; a parent is always appended before its children.</summary>
    /// <param name="name">Of the span.</param>
    /// <param name="id">0 for one that is made here.</param>
    /// <param name="parentOrdinal">The parent's position; -1 for the segment's own.</param>
    /// <param name="start">On the segment's clock.</param>
    /// <param name="flags">That it has from the start.</param>
    /// <param name="slot">Where in its chunk the record lies.</param>
    /// <returns>The record's chunk; null when the segment is closed: the span then does not belong to it.</returns>
    public SpanChunk? TryAppend(SpanName name, ulong id, int parentOrdinal, long start, SpanFlags flags, out int slot)
    {
        int ordinal = Interlocked.Increment(ref _claimed) - 1;
        slot = ordinal & (SpanChunk.Capacity - 1);
        if (ordinal < 0 || ChunkOf(ordinal) is not { } chunk)
        {
            return null;
        }

        ref SpanRecord record = ref chunk.Records[slot];
        record.Name = name;
        record.Id = id != 0 ? id : IdOf(ordinal);
        record.ParentOrdinal = parentOrdinal;
        record.Start = start;

        record.Publish(Number, flags);
        return IsWithdrawn(ref record) ? null : chunk;
    }

    /// <summary>Annotates a span, in a record of its own: nothing is allocated.</summary>
    /// <param name="ordinal">The span's.</param>
    /// <param name="key">As it was given.</param>
    /// <param name="value">Of the annotation.</param>
    /// <returns>False when the segment has been read already: the annotation came too late.</returns>
    public bool TryAnnotate(int ordinal, string key, in AnnotationValue value)
    {
        if (!TryMakeRoom(value.Bytes))
        {
            return true;
        }

        int own = Interlocked.Increment(ref _claimed) - 1;
        if (own < 0 || ChunkOf(own) is not { } chunk)
        {
            return IsUnwanted;
        }

        ref SpanRecord record = ref chunk.Records[own & (SpanChunk.Capacity - 1)];
        record.ParentOrdinal = ordinal;
        record.Publish(Number, key, value);
        return !IsWithdrawn(ref record);
    }

    /// <summary>Whether late flows look at its records, which are then never lent to another segment.</summary>
    public bool KeepsRecords
    {
        get => Volatile.Read(ref _keepsRecords);
        set => Volatile.Write(ref _keepsRecords, value);
    }

    /// <summary>Whether any of its spans is open; not one whose task is complete. Looks at all of them.</summary>
    public bool HasOpenSpans
    {
        get
        {
            int claims = Claims;
            for (SpanChunk? chunk = _first; chunk is not null; chunk = chunk.Next)
            {
                int count = Math.Clamp(claims - chunk.FirstOrdinal, 0, SpanChunk.Capacity);
                foreach (ref readonly SpanRecord record in chunk.Records.AsSpan(0, count))
                {
                    if (record.StateIn(Number) == SpanRecord.Vacant ||
                        !(record.IsAnnotation || record.HasEnded || record.Pending is { IsCompleted: true }))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    /// <summary>Sees to it that the records of an open segment stay its own. False if it was sealed before.</summary>
    public bool TryKeepRecords()
    {
        // Who seals it afterwards looks here before it gives the records away.
        KeepsRecords = true;
        Interlocked.MemoryBarrier();
        return !IsSealed;
    }

    /// <summary>Lets it stream from so many records on.</summary>
    public void StreamFrom(int records) => Volatile.Write(ref _streamsFrom, Math.Min(records, MostRecords));

    /// <summary>Takes a part that has begun, to end it along.</summary>
    public void AddPart(Segment part)
    {
        if (Volatile.Read(ref _parts) is null)
        {
            Interlocked.CompareExchange(ref _parts, new OpenParts(), null);
        }

        _parts!.Add(part);
    }

    /// <summary>Closes it, its parts with it, and hands it over, unless somebody has done so.</summary>
    public void Close(long now)
    {
        if (TryClose(now))
        {
            Queue.Enqueue(this);
            Whole?._parts?.Remove(this);
            foreach (Segment part in Volatile.Read(ref _parts)?.Close() ?? [])
            {
                part.Close(now);
            }
        }
    }

    /// <summary>About how much memory the segment takes; without a look at its spans.</summary>
    public long EstimateBytes() =>
        ((long)(Volatile.Read(ref _last).FirstOrdinal + SpanChunk.Capacity) * UsualRecordBytes) +
        Volatile.Read(ref _detailBytes);

    /// <summary>Adds a detail to a span.</summary>
    /// <returns>False when the segment has been read already: the detail came too late.</returns>
    public bool TryPush(SpanDetail detail)
    {
        if (!TryMakeRoom(DetailBytes + detail.Bytes))
        {
            return true;
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
    /// children then lie below its parent. A part is left out if it is nothing but that span.
    /// </summary>
    public bool IsTooShort(in SpanRecord record) =>
        record is { MinimumMilliseconds: > 0, HasEnded: true } &&
        (record.ParentOrdinal >= 0 || (Whole is not null && Claims == 1)) &&
        record.StateIn(Number) != SpanRecord.Sealed &&
        !Volatile.Read(in record.IsLinked) &&
        (record.Flags & SpanFlags.Kept) == 0 &&
        Queue.Clock.GetElapsedTime(record.Start, record.End).TotalMilliseconds < record.MinimumMilliseconds;

    /// <summary>The id that a late child of the span refers to: its own, or of the nearest span that is not left out.</summary>
    public ulong KeptAncestor(in SpanReference span)
    {
        if (!KeepsRecords)
        {
            return span.Id;
        }

        ref SpanRecord record = ref span.Record;
        while (IsTooShort(record))
        {
            if (record.ParentOrdinal < 0)
            {
                return Identity.ParentId.Value;
            }

            SpanChunk chunk = _first;
            while (record.ParentOrdinal >= chunk.FirstOrdinal + SpanChunk.Capacity)
            {
                chunk = chunk.Next!;
            }

            record = ref chunk.Records[record.ParentOrdinal % SpanChunk.Capacity];
        }

        return record.Id;
    }

    /// <summary>Marks the segment closed. True for the one caller that did it, who then hands it to the queue.</summary>
    public bool TryClose(long now) => Interlocked.CompareExchange(ref _closedAt, now == 0 ? 1 : now, 0) == 0;

    /// <summary>Ends the writing of a segment that is not kept.</summary>
    /// <returns>The number of spans, the segment's own included.</returns>
    public int Abandon()
    {
        Volatile.Write(ref _isUnwanted, true);
        SealClaims();
        Interlocked.Exchange(ref _details, s_sealed);

        // A claim for which there was no room was refused.
        int claims = Math.Min(_sealedClaims, OrdinalsInUse);
        Tally tally = ForgetRecords();
        Release(tally);
        return claims - tally.Annotations;
    }

    /// <summary>
    /// Ends the writing: spans still open are closed with the segment, later ones are refused. For the consumer.
    /// </summary>
    /// <param name="details">The details, newest first; those of the first call.</param>
    /// <returns>The number of spans, the segment's own included.</returns>
    public int Seal(out SpanDetail? details)
    {
        details = Interlocked.Exchange(ref _details, s_sealed);
        if (SealClaims())
        {
            _sealed = SealRecords();
            if (_sealed.Filled < _sealedClaims)
            {
                Interlocked.MemoryBarrierProcessWide();
                _sealed = SealRecords();
            }
        }

        return _sealed.Filled - _sealed.Annotations;
    }

    /// <summary>
    /// Gives the chunks back, unless somebody may still write to them: a span that has not ended, a claim that was not used.
    /// For the consumer, once it needs them no more.
    /// </summary>
    public void Release()
    {
        if (!_isReleased)
        {
            Release(ForgetRecords());
        }
    }

    /// <summary>Of a sealed segment.</summary>
    public Span<SpanRecord> ClaimedIn(SpanChunk chunk) =>
        chunk.Records.AsSpan(0, Math.Clamp(_sealedClaims - chunk.FirstOrdinal, 0, SpanChunk.Capacity));

    private void Release(in Tally tally)
    {
        if (KeepsRecords || tally.Ended < _sealedClaims)
        {
            return;
        }

        _isReleased = true;
        for (SpanChunk? chunk = _first; chunk is not null;)
        {
            SpanChunk free = chunk;
            chunk = chunk.Next;
            Queue.Chunks.Give(free);
        }
    }

    /// <summary>True for the call that did it.</summary>
    private bool SealClaims()
    {
        int claims = Interlocked.Exchange(ref _claimed, Refuses);
        if (claims < 0)
        {
            return false;
        }

        _sealedClaims = claims;
        return true;
    }

    private Tally SealRecords()
    {
        Tally tally = default;
        for (SpanChunk? chunk = _first; chunk is not null; chunk = chunk.Next)
        {
            foreach (ref SpanRecord record in ClaimedIn(chunk))
            {
                if (record.TrySeal(Number))
                {
                    tally.Add(record);
                }
            }
        }

        return tally;
    }

    /// <summary>Counts the records, and keeps nothing of the annotations.</summary>
    private Tally ForgetRecords()
    {
        Tally tally = default;
        for (SpanChunk? chunk = _first; chunk is not null; chunk = chunk.Next)
        {
            foreach (ref SpanRecord record in ClaimedIn(chunk))
            {
                if (record.StateIn(Number) != SpanRecord.Vacant && tally.Add(record))
                {
                    record.Forget();
                }
            }
        }

        return tally;
    }

    /// <summary>The chunk with the record of that position, made if need be; null if there is no room for it.</summary>
    private SpanChunk? ChunkOf(int ordinal)
    {
        SpanChunk chunk = Volatile.Read(ref _last);
        if (ordinal < chunk.FirstOrdinal)
        {
            chunk = _first;
        }

        while (ordinal >= chunk.FirstOrdinal + SpanChunk.Capacity)
        {
            if (chunk.Next is { } next)
            {
                chunk = next;
            }
            else if (Hold is null || TryHold(ChunkBytes))
            {
                SpanChunk made = Queue.Chunks.Take(this, chunk.FirstOrdinal + SpanChunk.Capacity);
                chunk = chunk.Follow(made);
                if (chunk != made)
                {
                    Queue.Chunks.Give(made);
                }
            }
            else
            {
                return null;
            }

            Volatile.Write(ref _last, chunk);
        }

        return chunk;
    }

    /// <summary>An id for the span at that position, unique within the segment and as good as random.</summary>
    private ulong IdOf(int ordinal)
    {
        // A Weyl sequence through a mixer (splitmix64, Steele, Lea and Flood 2014): no shared random state on the hot path.
        ulong z = _seed + ((ulong)ordinal * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return z == 0 || z == Identity.Id.Value ? SegmentId.New().Value : z;
    }

    // Publish, then look whether the reader has come. The reader leaves its mark before it looks at the records, and has every
    // thread pass a barrier if it finds one missing: one of the two always sees the other. A record that the reader has not
    // taken is withdrawn.
    private bool IsWithdrawn(ref SpanRecord record) =>
        IsSealed && record.TryMove(Number, SpanRecord.Open, SpanRecord.Vacant);

    /// <summary>
    /// For something of that size. False for a segment that is not going to be read: nobody has done anything wrong then.
    /// </summary>
    private bool TryMakeRoom(int bytes)
    {
        if (Hold is not null && !TryHold(bytes))
        {
            return false;
        }

        if (EstimateBytes() > MostBytes)
        {
            Queue.Counters.AddDetailsLeftOut(1);
            return false;
        }

        if (bytes > UsualTextBytes)
        {
            Interlocked.Add(ref _detailBytes, bytes);
        }

        return true;
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

    /// <summary>What the records of a segment are.</summary>
    private struct Tally
    {
        /// <summary>Those that nobody writes to any more.</summary>
        public int Ended;

        /// <summary>Those that are spans or annotations.</summary>
        public int Filled;

        public int Annotations;

        /// <summary>True for an annotation.</summary>
        public bool Add(in SpanRecord record)
        {
            Filled++;
            Ended += record.HasEnded ? 1 : 0;
            Annotations += record.IsAnnotation ? 1 : 0;
            return record.IsAnnotation;
        }
    }
}
