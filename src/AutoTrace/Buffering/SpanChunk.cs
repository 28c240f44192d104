using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>A run of span records of one segment. Any flow may claim a slot; a claimed slot is never given back.</summary>
internal sealed class SpanChunk(Segment segment, int firstOrdinal)
{
    public const int Capacity = 16;

    private int _claimed;
    private SpanChunk? _next;

    /// <summary>That the records belong to.</summary>
    public Segment Segment { get; } = segment;

    public SpanRecord[] Records { get; } = new SpanRecord[Capacity];

    /// <summary>The position of the first record within the segment.</summary>
    public int FirstOrdinal { get; } = firstOrdinal;

    public int ClaimedCount => Math.Min(Volatile.Read(ref _claimed), Capacity);

    public SpanChunk? Next => Volatile.Read(ref _next);

    /// <summary>Claims a slot; -1 when the chunk is full.</summary>
    public int Claim()
    {
        // Read before the increment: a chunk that many flows find full would otherwise count up without bound.
        if (Volatile.Read(ref _claimed) >= Capacity)
        {
            return -1;
        }

        int slot = Interlocked.Increment(ref _claimed) - 1;
        return slot < Capacity ? slot : -1;
    }

    /// <summary>The following chunk, made by whoever needs it first.</summary>
    public SpanChunk GetOrAddNext()
    {
        SpanChunk? next = Volatile.Read(ref _next);
        if (next is null)
        {
            SpanChunk made = new(Segment, FirstOrdinal + Capacity);
            next = Interlocked.CompareExchange(ref _next, made, null) ?? made;
        }

        return next;
    }
}
