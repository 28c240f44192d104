using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// Where a span's record lies. Stays valid for as long as somebody holds it; the segment's state says what it is worth. The
/// default value is no span.
/// </summary>
internal readonly struct SpanReference(Segment segment, SpanChunk? chunk, int slot)
{
    public Segment Segment { get; } = segment;

    public SpanChunk? Chunk => chunk;

    public int Slot => slot;

    /// <summary>False for the default value.</summary>
    public bool Exists => Segment is not null;

    /// <summary>False for an unsampled segment, which has no records.</summary>
    public bool IsRecorded => chunk is not null;

    public int Ordinal => chunk!.FirstOrdinal + slot;

    public ref SpanRecord Record => ref chunk!.Records[slot];

    public bool IsOpen => chunk is not null && Volatile.Read(ref Record.State) == SpanRecord.Open;

    public bool HasEnded =>
        chunk is not null ? Volatile.Read(ref Record.State) == SpanRecord.Ended : Segment.IsClosed;

    /// <summary>Whether both are the same span.</summary>
    public bool Is(in SpanReference other) =>
        ReferenceEquals(Segment, other.Segment) && ReferenceEquals(chunk, other.Chunk) && slot == other.Slot;

    /// <summary>Ends the span. False when it has ended already, by itself or with its segment.</summary>
    public bool TryEnd(long now)
    {
        ref SpanRecord record = ref Record;
        if (Volatile.Read(ref record.State) != SpanRecord.Open)
        {
            return false;
        }

        record.End = now;
        return Interlocked.CompareExchange(ref record.State, SpanRecord.Ended, SpanRecord.Open) == SpanRecord.Open;
    }
}
