namespace AutoTrace.Model;

/// <summary>
/// A span of a <see cref="SealedSegment"/>: nobody writes to it any more. Times are microseconds since the epoch.
/// </summary>
internal record struct SealedSpan
{
    public required SpanName Name { get; init; }

    public required ulong Id { get; init; }

    /// <summary>The position of the parent; -1 for the first span.</summary>
    public required int Parent { get; init; }

    public required long StartMicroseconds { get; init; }

    public required long EndMicroseconds { get; init; }

    public required SpanFlags Flags { get; init; }

    /// <summary>It was still open when the segment was closed: its end is the segment's.</summary>
    public required bool ClosedWithSegment { get; init; }

    /// <summary>It has not ended as far as is known, and tells no end.</summary>
    public bool InProgress { get; init; }

    /// <summary>It is told of before its end, and will be once more.</summary>
    public bool IsCopy { get; init; }

    /// <summary>
    /// Set where the span stands for several of its kind: those that were folded into it, itself included.
    /// </summary>
    public FoldedCalls? Folded { get; init; }

    /// <summary>Whether there is nothing to say about it but its name and its times.</summary>
    public readonly bool IsPlain =>
        Details is null && Folded is null && !ClosedWithSegment && Flags == SpanFlags.None;

    /// <summary>How many of the counted records it is; a copy is none.</summary>
    public readonly int Records => IsCopy ? 0 : Folded?.Count ?? 1;

    /// <summary>Its details, oldest first.</summary>
    public SpanDetail? Details { get; set; }
}
