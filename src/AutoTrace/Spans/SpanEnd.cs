using AutoTrace.Buffering;

namespace AutoTrace.Spans;

/// <summary>Closes a span, and with a segment's own span the segment.</summary>
internal static class SpanEnd
{
    public static void End(in SpanReference span)
    {
        Segment segment = span.Segment;
        long now = segment.Queue.Clock.GetTimestamp();
        if (!span.IsRecorded)
        {
            EndUnsampled(segment, now);
        }
        else if (!span.TryEnd(now))
        {
            segment.Queue.Counters.AddTooLate();
        }
        else if (span.Ordinal == 0 && segment.TryClose(now))
        {
            segment.Queue.Enqueue(segment);
        }
    }

    private static void EndUnsampled(Segment segment, long now)
    {
        if (segment.TryClose(now))
        {
            segment.Queue.Counters.AddProduced(1);
            segment.Queue.Counters.AddNotKept(1);
        }
    }
}
