namespace AutoTrace.Model;

/// <summary>
/// A segment or subsegment as the hot path writes it: ids, times, flags. Everything of variable size is a
/// <see cref="SpanDetail"/> of its segment.
/// </summary>
/// <remarks>
/// <para>
/// One word decides who may write: the number of the segment that the record belongs to, the flags of the span and its state.
/// Records are used again by other segments; who holds on to one and is late finds another number there.
/// </para>
/// <para>
/// The flow that opened the span takes it from <see cref="Vacant"/> to <see cref="Open"/> and over <see cref="Ending"/> to
/// <see cref="Ended"/>; the reader of a closed segment takes what is still open to <see cref="Sealed"/>.
/// </para>
/// </remarks>
internal struct SpanRecord
{
    /// <summary>Not opened yet, or claimed too late to belong to its segment.</summary>
    public const int Vacant = 0;

    public const int Open = 1;

    /// <summary>Its end is being written.</summary>
    public const int Ending = 2;

    public const int Ended = 3;

    /// <summary>Still open when its segment was read: it ends with the segment and <see cref="End"/> means nothing.</summary>
    public const int Sealed = 4;

    private const long StateMask = 7;
    private const int FlagsShift = 3;
    private const int NumberShift = 16;

    public SpanName? Name;
    public ulong Id;

    /// <summary>The position of the parent's record within the segment; -1 for the segment's own record.</summary>
    public int ParentOrdinal;

    /// <summary>Calls shorter than that are left out when the segment is read; 0 for none.</summary>
    public int MinimumMilliseconds;

    /// <summary>Timestamps of the segment's clock; see <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Start;
    public long End;

    /// <summary>Whether others refer to its id: it has to be there however short it was.</summary>
    public bool IsLinked;

    /// <summary>The task that an open span ends with, as long as its continuation has not run.</summary>
    public Task? Pending;

    private long _word;

    public readonly int State => (int)(Volatile.Read(in _word) & StateMask);

    public readonly SpanFlags Flags => FlagsOf(Volatile.Read(in _word));

    /// <summary>Whether the record is the segment's, and in that state.</summary>
    public readonly bool Is(long segment, int state)
    {
        long word = Volatile.Read(in _word);
        return word >> NumberShift == segment && (word & StateMask) == state;
    }

    /// <summary>Opens the span, for all to see what was written before.</summary>
    public void Publish(long segment, SpanFlags flags) =>
        Volatile.Write(ref _word, (segment << NumberShift) | ((long)flags << FlagsShift) | Open);

    /// <summary>Ends the span. False when it has ended already, by itself or with its segment.</summary>
    public bool TryEnd(long segment, long now)
    {
        if (!TryMove(segment, Open, Ending, out long word))
        {
            return false;
        }

        End = now;
        Volatile.Write(ref _word, word + (Ended - Ending));
        return true;
    }

    /// <summary>Takes the segment's record from one state to another. Only one caller can.</summary>
    public bool TryMove(long segment, int from, int to) => TryMove(segment, from, to, out long _);

    /// <summary>Adds flags to an open span.</summary>
    public bool TryMark(long segment, SpanFlags flags)
    {
        long word = Volatile.Read(ref _word);
        while (word >> NumberShift == segment && (word & StateMask) == Open)
        {
            long seen = Interlocked.CompareExchange(ref _word, word | ((long)flags << FlagsShift), word);
            if (seen == word)
            {
                return true;
            }

            word = seen;
        }

        return false;
    }

    private static SpanFlags FlagsOf(long word) => (SpanFlags)((word & ((1 << NumberShift) - 1)) >> FlagsShift);

    private bool TryMove(long segment, int from, int to, out long moved)
    {
        long word = Volatile.Read(ref _word);
        while (word >> NumberShift == segment && (word & StateMask) == from)
        {
            moved = (word & ~StateMask) | (long)to;
            long seen = Interlocked.CompareExchange(ref _word, moved, word);
            if (seen == word)
            {
                return true;
            }

            word = seen;
        }

        moved = 0;
        return false;
    }
}
