using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// A run of span records, on loan to a segment (<see cref="ChunkPool"/>) for as long as anybody may write to them.
/// </summary>
internal sealed class SpanChunk
{
    public const int Capacity = 16;

    private SpanChunk? _next;

    public SpanRecord[] Records { get; } = new SpanRecord[Capacity];

    /// <summary>That the records belong to; null while they belong to none.</summary>
    public Segment Segment { get; private set; } = null!;

    /// <summary>The position of the first record within the segment.</summary>
    public int FirstOrdinal { get; private set; }

    public SpanChunk? Next => Volatile.Read(ref _next);

    /// <summary>Whether <see cref="OpenSegments"/> looks at it.</summary>
    public bool IsRemembered { get; set; }

    /// <summary>The span of a record; an open one.</summary>
    public SpanReference Span(int slot) => new(Segment, this, FirstOrdinal + slot, Records[slot].Id);

    public void Lend(Segment segment, int firstOrdinal)
    {
        Segment = segment;
        FirstOrdinal = firstOrdinal;
    }

    /// <summary>Takes the chunk as the following one unless there is one already. Answers the following one.</summary>
    public SpanChunk Follow(SpanChunk next) => Interlocked.CompareExchange(ref _next, next, null) ?? next;

    /// <summary>
    /// Lets go of the segment, so that nothing of a finished request is kept. Its records stay as they are: their
    /// number says that they are nobody's, and what one core does not write another need not fetch.
    /// </summary>
    public void Return()
    {
        Segment = null!;
        _next = null;
    }
}
