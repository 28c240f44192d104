namespace AutoTrace.Model;

/// <summary>
/// A closed segment that nobody writes to any more: its spans in the order in which they started, parents before their
/// children, each with its details, oldest first.
/// </summary>
internal sealed class SealedSegment(SegmentIdentity identity, IReadOnlyList<SealedSpan> spans, string? user)
{
    public SegmentIdentity Identity { get; } = identity;

    /// <summary>Who made the request; the last one that was said.</summary>
    public string? User { get; } = user;

    public int Count => spans.Count;

    public SealedSpan this[int position] => spans[position];
}
