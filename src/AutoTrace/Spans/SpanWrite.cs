using AutoTrace.Buffering;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>Adds to an open span. What comes after the span's end is counted and changes nothing.</summary>
internal static class SpanWrite
{
    public static void Push(in SpanReference span, SpanDetail detail)
    {
        detail.Ordinal = span.Ordinal;
        Push(span, span.Segment, detail);
    }

    /// <summary>Says who made the request, which its segment tells, whichever span this is.</summary>
    public static void SetUser(in SpanReference span, string user) =>
        Push(span, span.Segment.Whole ?? span.Segment, new UserDetail { User = user });

    private static void Push(in SpanReference span, Segment segment, SpanDetail detail)
    {
        if (!span.IsOpen || !segment.TryPush(detail))
        {
            span.Segment.Queue.Counters.AddTooLate();
        }
    }

    public static void Annotate(in SpanReference span, string key, in AnnotationValue value)
    {
        if (!span.IsOpen || !span.Segment.TryAnnotate(span.Ordinal, key, value))
        {
            span.Segment.Queue.Counters.AddTooLate();
        }
    }

    /// <summary>Whoever refers to the span from outside has to find it in the trace, however short it was.</summary>
    public static void Link(in SpanReference span)
    {
        if (span is { IsRecorded: true, Segment.KeepsRecords: true })
        {
            Volatile.Write(ref span.Record.IsLinked, true);
        }
    }

    public static void Mark(in SpanReference span, SpanFlags flags)
    {
        if (!span.Record.TryMark(span.Segment.Number, flags))
        {
            span.Segment.Queue.Counters.AddTooLate();
        }
    }
}
