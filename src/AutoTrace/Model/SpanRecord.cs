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
/// A span is over once <see cref="End"/> is set, which is the last thing that is written to its record. Whoever may not be
/// the only one to end it claims that first, from <see cref="Open"/> to <see cref="Ending"/>. The reader of a closed segment
/// takes what is still open to <see cref="Sealed"/>.
/// </para>
/// </remarks>
internal struct SpanRecord
{
    /// <summary>Not opened yet, or claimed too late to belong to its segment.</summary>
    public const int Vacant = 0;

    public const int Open = 1;

    /// <summary>Its end is being written.</summary>
    public const int Ending = 2;

    /// <summary>Still open when its segment was read: it ends with the segment and <see cref="End"/> means nothing.</summary>
    public const int Sealed = 3;

    // What no clock shows.
    private const long NotEnded = long.MinValue;

    private const long StateMask = 7;
    private const int FlagsShift = 3;
    private const int NumberShift = 16;

    private object? _subject;
    private object? _companion;

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

    private long _word;

    public SpanName Name
    {
        readonly get => (SpanName)_subject!;
        set => _subject = value;
    }

    /// <summary>The task that an open span ends with, as long as its continuation has not run.</summary>
    public Task? Pending
    {
        readonly get => _companion as Task;
        set => _companion = value;
    }

    /// <summary>Whether it is not a span's record but holds an annotation of the span at <see cref="ParentOrdinal"/>.</summary>
    public readonly bool IsAnnotation => (Flags & SpanFlags.Annotation) != 0;

    public readonly SpanFlags Flags => FlagsOf(Volatile.Read(in _word));

    /// <summary>Whether the end was written. For who knows that the record is a span's.</summary>
    public readonly bool HasEnded => Volatile.Read(in End) != NotEnded;

    /// <summary>What the record is to that segment: vacant where it is another's.</summary>
    public readonly int StateIn(long segment)
    {
        long word = Volatile.Read(in _word);
        return word >> NumberShift == segment ? (int)(word & StateMask) : Vacant;
    }

    /// <summary>
    /// Whether the record is part of the sealed segment. What is neither sealed nor ended has come since, and is about to be
    /// withdrawn.
    /// </summary>
    public readonly bool IsReadBy(long segment) => StateIn(segment) switch
    {
        Vacant => false,
        Sealed => true,
        _ => !IsAnnotation && HasEnded,
    };

    /// <summary>Ends the writing to the record, for the reader of its segment. False for one that is no part of it.</summary>
    public bool TrySeal(long segment) =>
        IsReadBy(segment) || TryMove(segment, Open, Sealed) || TryMove(segment, Ending, Sealed);

    /// <summary>Opens the span, for all to see what was written before.</summary>
    public void Publish(long segment, SpanFlags flags) => Publish(segment, flags, NotEnded);

    /// <summary>Puts an annotation there instead of a span.</summary>
    public void Publish(long segment, string key, in AnnotationValue value)
    {
        _subject = key;
        _companion = value.Text;
        Start = value.Bits;
        Id = (ulong)value.Kind;
        Publish(segment, SpanFlags.Annotation, end: 0);
    }

    /// <summary>The annotation. For who has seen that it is one.</summary>
    public readonly AnnotationDetail ToAnnotation()
    {
        AnnotationValue value = AnnotationValue.FromParts((AnnotationKind)Id, Start, (string?)_companion);
        return new AnnotationDetail((string)_subject!, value) { Ordinal = ParentOrdinal };
    }

    /// <summary>Keeps nothing of an annotation, whose key and text are the program's.</summary>
    public void Forget() => _subject = _companion = null;

    /// <summary>Ends the span, for the only one who can. False when it has ended with its segment.</summary>
    public bool TryEndAlone(long segment, long now)
    {
        if (StateIn(segment) != Open)
        {
            return false;
        }

        // The reader may seal it at this very moment; it then takes no notice of the end.
        Volatile.Write(ref End, now);
        return true;
    }

    /// <summary>Ends the span. False when it has ended already, by itself or with its segment.</summary>
    public bool TryEnd(long segment, long now)
    {
        if (!TryMove(segment, Open, Ending))
        {
            return false;
        }

        Volatile.Write(ref End, now);
        return true;
    }

    /// <summary>Takes the segment's record from one state to another. Only one caller can.</summary>
    public bool TryMove(long segment, int from, int to)
    {
        long word = Volatile.Read(ref _word);
        while (word >> NumberShift == segment && (word & StateMask) == from)
        {
            long seen = Interlocked.CompareExchange(ref _word, (word & ~StateMask) | (long)to, word);
            if (seen == word)
            {
                return true;
            }

            word = seen;
        }

        return false;
    }

    /// <summary>Adds flags to an open span.</summary>
    public bool TryMark(long segment, SpanFlags flags)
    {
        long word = Volatile.Read(ref _word);
        while (word >> NumberShift == segment && (word & StateMask) == Open && !HasEnded)
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

    private void Publish(long segment, SpanFlags flags, long end)
    {
        End = end;
        Volatile.Write(ref _word, (segment << NumberShift) | ((long)flags << FlagsShift) | Open);
    }
}
