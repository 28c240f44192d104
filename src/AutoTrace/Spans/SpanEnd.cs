using AutoTrace.Buffering;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>Closes a span, and with a segment's own span the segment.</summary>
internal static class SpanEnd
{
    public static void End(in SpanReference span)
    {
        long now = span.Segment.Queue.Clock.GetTimestamp();
        End(span, now, now);
    }

    /// <summary>As <see cref="End(in SpanReference)"/>, for the only one who can end it.</summary>
    public static void EndAlone(in SpanReference span)
    {
        if (span.Chunk is { } chunk)
        {
            EndAlone(chunk, span.Slot);
        }
        else
        {
            End(span);
        }
    }

    /// <inheritdoc cref="EndAlone(in SpanReference)"/>
    /// <param name="chunk">With the span's record.</param>
    /// <param name="slot">Of the record.</param>
    public static void EndAlone(SpanChunk chunk, int slot)
    {
        Segment segment = chunk.Segment;
        long now = segment.Queue.Clock.GetTimestamp();
        ref SpanRecord record = ref chunk.Records[slot];

        // Once it has ended, it may be another's at any time.
        bool isRoot = record.ParentOrdinal < 0;
        if (!record.TryEndAlone(segment.Number, now))
        {
            segment.Queue.Counters.AddTooLate();
        }
        else if (isRoot)
        {
            Close(segment, record, now);
        }
    }

    /// <summary>Closes a span now, with an end time of the program's own.</summary>
    public static void EndAt(in SpanReference span, DateTimeOffset time) =>
        End(span, SpanTimes.TimestampAt(span.Segment, time), span.Segment.Queue.Clock.GetTimestamp());

    private static void End(in SpanReference span, long end, long now)
    {
        Segment segment = span.Segment;
        if (!span.IsRecorded)
        {
            EndUnsampled(segment, now);
        }
        else if (!span.TryEnd(end))
        {
            segment.Queue.Counters.AddTooLate();
        }
        else if (span.Ordinal == 0)
        {
            Close(segment, span.Record, now);
        }
    }

    private static void Close(Segment segment, in SpanRecord root, long now)
    {
        // A part goes once all below it has ended, or its segment: that takes another look.
        if (segment.Whole is { IsClosed: false } && segment.HasOpenSpans)
        {
            return;
        }

        // Decided before the segment is closed: what late flows see is a segment that is kept or one that is not.
        bool isKept = segment.Hold is null || TailKeep.Keeps(segment, root);
        if (segment.Whole is null && segment.Identity is { IsSubsegment: false, Anomalies: { } anomalies })
        {
            anomalies.Add(TailKeep.CausesOf(root, segment.Queue) != TailKeepCauses.None, isKept);
        }

        if (!isKept)
        {
            segment.Queue.Abandon(segment);
        }

        if (isKept)
        {
            segment.Close(now);
        }
        else
        {
            segment.TryClose(now);
        }

        segment.Hold?.Release();
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
