using AutoTrace.Buffering;

namespace AutoTrace.Context;

/// <summary>
/// The innermost body on a thread of which is proven that it starts no flow: its span is the current one without being
/// carried by anything, so that nothing is allocated for it and nothing can keep it.
/// </summary>
/// <remarks>
/// Set only while such a body runs itself. Whatever else it calls is traced, and the wrapper of a call takes this away
/// before it runs code that may start flows, wait or switch contexts, and puts it back afterwards on the same thread:
/// a task that a wait runs on this thread reads what it carries, never what happens to be below it.
/// </remarks>
internal readonly struct RunningBody(SpanChunk? chunk, int slot)
{
    [ThreadStatic]
    private static SpanChunk? t_chunk;

    [ThreadStatic]
    private static int t_slot;

    /// <param name="span">Open, and recorded.</param>
    public RunningBody(in SpanReference span)
        : this(span.Chunk, span.Ordinal % SpanChunk.Capacity)
    {
    }

    /// <summary>That of this thread.</summary>
    public static RunningBody Current
    {
        get => new(t_chunk, t_slot);
        set
        {
            t_chunk = value.Chunk;
            t_slot = value.Slot;
        }
    }

    public bool IsNone => Chunk is null;

    /// <summary>Its span, which is open.</summary>
    public SpanReference Span => new(Chunk!.Segment, Chunk, Chunk.FirstOrdinal + Slot, Chunk.Records[Slot].Id);

    private SpanChunk? Chunk { get; } = chunk;

    private int Slot { get; } = slot;
}
