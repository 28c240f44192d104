namespace AutoTrace.Model;

/// <summary>
/// A closed segment that nobody writes to any more: its spans in the order in which they started, parents before their
/// children, each with its details, oldest first.
/// </summary>
internal sealed class SealedSegment(SegmentIdentity identity, ArraySegment<SealedSpan> spans, int leftOut, string? user)
{
    private readonly SegmentIdentity _identity = identity;

    public ref readonly SegmentIdentity Identity => ref _identity;

    /// <summary>Who made the request; the last one that was said.</summary>
    public string? User { get; } = user;

    public int Count => spans.Count;

    /// <summary>How many more there were, shorter than the minimum of their methods.</summary>
    public int LeftOut { get; } = leftOut;

    /// <summary>For redaction, before anything is written.</summary>
    public void ReplaceDetails(int position, SpanDetail? details) => spans.AsSpan()[position].Details = details;

    public ref readonly SealedSpan this[int position] => ref spans.AsSpan()[position];
}
