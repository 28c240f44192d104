using AutoTrace.Buffering;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>
/// The second decision about a segment that the first one left out: where its end shows that it went wrong, it is kept
/// after all. Made by whoever ends it, so that the worker never hears of those that ended well.
/// </summary>
internal static class TailKeep
{
    private const string Annotation = "autotrace_kept";

    /// <summary>Whether the segment is to be sent; it then says why.</summary>
    /// <param name="segment">Not closed yet, its own span ended.</param>
    /// <param name="root">Its own span.</param>
    public static bool Keeps(Segment segment, in SpanRecord root)
    {
        AutoTraceOptions options = segment.Queue.Options;
        TailKeepCauses cause = CausesOf(root, segment.Queue);
        if (cause == TailKeepCauses.None ||
            segment.Hold is not { GaveWay: false } ||
            !segment.Queue.TailKept.TryTake(options.TailKeepPerSecond))
        {
            return false;
        }

        // The annotation itself may be what there is no room for.
        return segment.TryAnnotate(ordinal: 0, Annotation, AnnotationValue.Of(Name(cause))) && !segment.Hold.GaveWay;
    }

    /// <summary>What is wrong with a segment that has ended, of what the options name.</summary>
    public static TailKeepCauses CausesOf(in SpanRecord root, SegmentQueue queue)
    {
        SpanFlags flags = root.Flags;
        bool isSlow = queue.Clock.GetElapsedTime(root.Start, root.End) >= queue.Options.TailKeepLatency;
        TailKeepCauses causes = ((flags & SpanFlags.Fault) != 0 ? TailKeepCauses.Fault : 0) |
            ((flags & SpanFlags.Error) != 0 ? TailKeepCauses.Error : 0) |
            (isSlow ? TailKeepCauses.Slow : 0);
        return causes & queue.Options.TailKeepCauses;
    }

    private static string Name(TailKeepCauses cause) =>
        cause.HasFlag(TailKeepCauses.Fault) ? "fault" : cause.HasFlag(TailKeepCauses.Error) ? "error" : "slow";
}
