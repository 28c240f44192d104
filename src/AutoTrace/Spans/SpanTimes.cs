using AutoTrace.Buffering;

namespace AutoTrace.Spans;

/// <summary>Times that a program gives by hand, on the clock that spans are measured with.</summary>
internal static class SpanTimes
{
    // Far beyond what X-Ray takes, and near enough that nothing overflows.
    private static readonly TimeSpan s_furthest = TimeSpan.FromDays(36_500);

    /// <summary>Moves the start of a span. For the flow that opened it, before it hands it on.</summary>
    public static void StartAt(in SpanReference span, DateTimeOffset time)
    {
        if (span.IsRecorded)
        {
            span.Record.Start = TimestampAt(span.Segment, time);
        }
    }

    /// <summary>The timestamp that a segment's clock shows, or would have shown, at that time.</summary>
    public static long TimestampAt(Segment segment, DateTimeOffset time)
    {
        long ticks = Math.Clamp((time - segment.StartTime).Ticks, -s_furthest.Ticks, s_furthest.Ticks);
        Int128 timestamps = (Int128)ticks * segment.Queue.Clock.TimestampFrequency / TimeSpan.TicksPerSecond;
        return (long)(segment.StartTimestamp + timestamps);
    }
}
