using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>
/// The process ends by an exception that nobody catches, and with it every request that is open: none will be answered, so
/// each ends here, as a fault.
/// </summary>
internal static class Crash
{
    private const string Annotation = "autotrace_crashed";

    /// <summary>Ends what is open in a runtime; for the thread on which the exception was thrown.</summary>
    /// <param name="queue">The runtime's.</param>
    /// <param name="exception">Told of in the segment that it was thrown in; null if it is no exception.</param>
    public static void EndOpen(SegmentQueue queue, Exception? exception)
    {
        SpanReference thrower = AmbientContext.Span;
        if (exception is not null && thrower.IsOpen)
        {
            Record(thrower, exception);
            Record(RootOf(thrower.Segment.Whole ?? thrower.Segment), exception);
        }

        foreach (Segment segment in queue.Chunks.Open.Find())
        {
            // What sampling left out is its own flow's to decide about; a part ends with its segment.
            if ((segment.Hold is null || segment == thrower.Segment) && segment.Whole is null or { IsClosed: true })
            {
                End(segment);
            }
        }
    }

    private static void End(Segment segment)
    {
        SpanReference root = RootOf(segment);
        SpanWrite.Mark(root, SpanFlags.Fault);
        SpanWrite.Annotate(root, Annotation, AnnotationValue.Of(true));
        SpanEnd.End(root);
    }

    private static SpanReference RootOf(Segment segment) =>
        new(segment, segment.FirstChunk, ordinal: 0, segment.Identity.Id.Value);

    // Wrappers of traced methods have recorded it already: their filters run before anybody is told of the crash.
    private static void Record(in SpanReference span, Exception exception)
    {
        if ((span.Record.Flags & SpanFlags.Fault) == 0)
        {
            SpanFailure.Record(span, exception);
        }
    }
}
