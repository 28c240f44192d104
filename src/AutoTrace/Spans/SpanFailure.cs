using AutoTrace.Buffering;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>
/// Records an exception that leaves a span: the innermost span describes it, those further out refer to it.
/// </summary>
internal static class SpanFailure
{
    public static void Record(in SpanReference span, Exception exception, bool remote = false)
    {
        // Cancellation is how programs stop on purpose; X-Ray has no word for it, so the span counts as neither.
        if (exception is OperationCanceledException)
        {
            return;
        }

        SpanWrite.Mark(span, SpanFlags.Fault);
        Segment segment = span.Segment;
        ulong known = segment.FindException(exception);
        ulong id = known != 0 ? known : SegmentId.New().Value;
        SpanWrite.Push(span, new ExceptionDetail
        {
            Exception = exception,
            Id = id,
            Description = known != 0 ? null : ExceptionDescription.Of(exception, id, remote),
        });
    }
}
