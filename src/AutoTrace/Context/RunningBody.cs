using System.Runtime.CompilerServices;
using AutoTrace.Buffering;

namespace AutoTrace.Context;

/// <summary>
/// The innermost body on a thread of which is proven that it starts no flow: its span is the current one without being
/// carried by anything, so that nothing is allocated for it and nothing can keep it. One for each thread.
/// </summary>
/// <remarks>
/// Set only while such a body runs itself. Whatever else it calls is traced, and the wrapper of a call takes this away
/// before it runs code that may start flows, wait or switch contexts, and puts it back afterwards on the same thread:
/// a task that a wait runs on this thread reads what it carries, never what happens to be below it.
/// </remarks>
internal sealed class RunningBody
{
    [ThreadStatic]
    private static RunningBody? t_ofThisThread;


    // To get at a thread's own field is the dearest part of many a call: it is done once, and wrappers keep what they
    // found.
    public static RunningBody OfThisThread
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_ofThisThread ?? (t_ofThisThread = new RunningBody());
    }

    /// <summary>Where the record of its span lies; null for none.</summary>
    public SpanChunk? Chunk { get; private set; }

    /// <summary>Which record of the chunk it is.</summary>
    public int Slot { get; private set; }

    /// <summary>Its span, which is open. For who has seen that there is one.</summary>
    public SpanReference Span => Chunk!.Span(Slot);

    /// <summary>Enters a body, or leaves for code that is none.</summary>
    /// <param name="chunk">With the record of an open span; null for none.</param>
    /// <param name="slot">Of the record.</param>
    /// <param name="outer">What was current, to be restored.</param>
    public void Enter(SpanChunk? chunk, int slot, out OuterBody outer)
    {
        outer.Thread = this;
        outer.Slot = Slot;
        outer.Chunk = Chunk;
        Set(chunk, slot);
    }

    public void Set(SpanChunk? chunk, int slot)
    {
        // Mostly it is the chunk of the outer one, and a comparison is cheaper than telling the garbage collector.
        if (!ReferenceEquals(Chunk, chunk))
        {
            Chunk = chunk;
        }

        Slot = slot;
    }
}

/// <summary>What ran on a thread before. In the hands of a wrapper; the default value restores nothing.</summary>
internal struct OuterBody
{
    public RunningBody? Thread;
    public SpanChunk? Chunk;
    public int Slot;

    public readonly void Restore() => Thread?.Set(Chunk, Slot);
}
