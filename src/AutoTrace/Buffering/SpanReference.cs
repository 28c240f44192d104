using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>Where a span's record lies. Stays valid for as long as somebody holds it; the segment's state says what it is worth.</summary>
internal readonly struct SpanReference(Segment segment, SpanChunk? chunk, int slot)
{
    public Segment Segment { get; } = segment;

    /// <summary>False for an unsampled segment, which has no records.</summary>
    public bool IsRecorded => chunk is not null;

    public int Ordinal => chunk!.FirstOrdinal + slot;

    public ref SpanRecord Record => ref chunk!.Records[slot];

    public bool IsOpen => chunk is not null && Volatile.Read(ref Record.State) == SpanRecord.Open;

    public bool HasEnded =>
        chunk is not null ? Volatile.Read(ref Record.State) == SpanRecord.Ended : Segment.IsClosed;

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
