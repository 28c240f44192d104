using AutoTrace.Buffering;
using AutoTrace.Model;

namespace AutoTrace.Benchmarks;

/// <summary>A segment as the worker gets it.</summary>
internal static class ClosedSegment
{
    /// <param name="queue">Where it has its records from.</param>
    /// <param name="name">Of every span.</param>
    /// <param name="size">Subsegments below the segment's own span.</param>
    /// <param name="depth">How many of them lie below each other.</param>
    public static Segment Of(SegmentQueue queue, SpanName name, int size, int depth)
    {
        SegmentIdentity identity = new()
        {
            TraceId = TraceId.New(DateTimeOffset.UtcNow),
            Id = SegmentId.New(),
            Name = name,
            IsSampled = true,
        };
        Segment segment = new(queue, identity);
        for (int i = 0; i <= size; i++)
        {
            int parent = i == 0 ? -1 : (i - 1) % depth == 0 ? 0 : i - 1;
            ulong id = i == 0 ? identity.Id.Value : 0;
            SpanChunk chunk =
                segment.TryAppend(name, id, parent, queue.Clock.GetTimestamp(), SpanFlags.None, out int slot)!;
            chunk.Span(slot).TryEnd(queue.Clock.GetTimestamp());
        }

        segment.TryClose(queue.Clock.GetTimestamp());
        return segment;
    }
}
