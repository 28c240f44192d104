namespace AutoTrace.Model;

/// <summary>
/// A segment or subsegment as the hot path writes it: ids, times, flags. Everything of variable size is a
/// <see cref="SpanDetail"/> of its segment.
/// </summary>
/// <remarks>
/// <see cref="State"/> decides who may write. The flow that opened the span takes it from <see cref="Vacant"/> to
/// <see cref="Open"/> and, by a compare-and-swap that only one can win, to <see cref="Ended"/>; the reader of a closed
/// segment takes what is still open to <see cref="Sealed"/>. So nothing ends twice and nothing is read half written.
/// </remarks>
internal struct SpanRecord
{
    /// <summary>Not opened yet, or claimed too late to belong to its segment.</summary>
    public const int Vacant = 0;

    public const int Open = 1;
    public const int Ended = 2;

    /// <summary>Still open when its segment was read: it ends with the segment and <see cref="End"/> means nothing.</summary>
    public const int Sealed = 3;

    public SpanName? Name;
    public ulong Id;

    /// <summary>The position of the parent's record within the segment; -1 for the segment's own record.</summary>
    public int ParentOrdinal;

    /// <summary>Calls shorter than that are left out when the segment is read; 0 for none.</summary>
    public int MinimumMilliseconds;

    /// <summary>Timestamps of the segment's clock; see <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Start;
    public long End;

    /// <summary><see cref="SpanFlags"/>, as an int for <see cref="Interlocked.Or(ref int, int)"/>.</summary>
    public int Flags;
    public int State;
}
