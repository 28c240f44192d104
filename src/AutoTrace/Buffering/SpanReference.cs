using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// Where a span's record lies. May be held for as long as anybody likes: once the record belongs to another segment,
/// the span shows as ended. The default value is no span.
/// </summary>
internal readonly struct SpanReference(Segment segment, SpanChunk? chunk, int ordinal, ulong id)
{
    public Segment Segment { get; } = segment;

    public SpanChunk? Chunk => chunk;

    /// <summary>The span's position within the segment.</summary>
    public int Ordinal => ordinal;

    /// <summary>Where in its chunk the record lies.</summary>
    public int Slot => ordinal % SpanChunk.Capacity;

    /// <summary>Its own id, of an unrecorded span that of its segment.</summary>
    public ulong Id => id;

    /// <summary>False for the default value.</summary>
    public bool Exists => Segment is not null;

    /// <summary>False for an unsampled segment, which has no records.</summary>
    public bool IsRecorded => chunk is not null;

    /// <summary>For who knows that the span is open, or that its segment does not lend its records to others.</summary>
    public ref SpanRecord Record => ref chunk!.Records[Slot];

    public bool IsOpen =>
        chunk is not null && Record.StateIn(Segment.Number) == SpanRecord.Open && !Record.HasEnded;

    /// <summary>False for one that its segment's end has closed.</summary>
    public bool HasEnded => chunk is null
        ? Segment.IsClosed
        : Record.StateIn(Segment.Number) is not (SpanRecord.Open or SpanRecord.Sealed) || Record.HasEnded;

    /// <summary>Whether both are the same span.</summary>
    public bool Is(in SpanReference other) => ReferenceEquals(Segment, other.Segment) && ordinal == other.Ordinal;

    /// <summary>Ends the span. False when it has ended already, by itself or with its segment.</summary>
    public bool TryEnd(long now) => Record.TryEnd(Segment.Number, now);

    /// <inheritdoc cref="TryEnd"/>
    /// <remarks>For the only one who can end it.</remarks>
    public bool TryEndAlone(long now) => Record.TryEndAlone(Segment.Number, now);
}
