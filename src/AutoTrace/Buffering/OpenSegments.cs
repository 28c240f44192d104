using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// Finds the segments that are open without being told of any: chunks go from segment to segment, so each that was the
/// first of one is remembered, once and weakly. To open and to close a segment costs nothing more, and nothing is kept
/// alive, not even a segment that nobody ends.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class OpenSegments
{
    private readonly List<WeakReference<SpanChunk>> _chunks = [];

    /// <summary>For a chunk that has just been made.</summary>
    public void Remember(SpanChunk chunk)
    {
        lock (_chunks)
        {
            if (_chunks.Count == _chunks.Capacity)
            {
                // Room for as many again as there are left, so that looking through them stays rare.
                _chunks.RemoveAll(static remembered => !remembered.TryGetTarget(out _));
                _chunks.EnsureCapacity(2 * (_chunks.Count + 1));
            }

            _chunks.Add(new WeakReference<SpanChunk>(chunk));
        }
    }

    /// <summary>
    /// Those that are recorded. Each may end at any time, and its records become another's, unless
    /// <see cref="Segment.TryKeepRecords"/> says that they do not.
    /// </summary>
    public IEnumerable<Segment> Find()
    {
        WeakReference<SpanChunk>[] chunks;
        lock (_chunks)
        {
            chunks = [.. _chunks];
        }

        foreach (WeakReference<SpanChunk> remembered in chunks)
        {
            // A segment is lent its first chunk while it is being made: only once its own record shows is all of it there.
            if (remembered.TryGetTarget(out SpanChunk? chunk) &&
                chunk is { FirstOrdinal: 0, Segment: { } segment } &&
                chunk.Records[0].StateIn(segment.Number) != SpanRecord.Vacant &&
                !segment.IsClosed)
            {
                yield return segment;
            }
        }
    }
}
