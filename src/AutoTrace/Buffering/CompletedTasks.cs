using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// Gives spans that were open when their segment was closed the outcome of their tasks, which were complete: who waits
/// for a task may go on, and end the segment, before the continuation has run that ends the task's span.
/// </summary>
internal static class CompletedTasks
{
    /// <param name="spans">Of the segment, with their details.</param>
    /// <param name="tasks">By the positions of their spans, in ascending order.</param>
    public static void Apply(Span<SealedSpan> spans, List<(int Position, Task Task)> tasks)
    {
        // The innermost span describes an exception; it comes after those around it.
        for (int i = tasks.Count - 1; i >= 0; i--)
        {
            ref SealedSpan span = ref spans[tasks[i].Position];
            if ((span.Flags & SpanFlags.Fault) == 0 &&
                TaskFailure.Of(tasks[i].Task) is { } failure and not OperationCanceledException)
            {
                ExceptionDetail detail = Describe(failure, FindId(spans, failure));
                detail.Next = span.Details;
                span = span with { Flags = span.Flags | SpanFlags.Fault, Details = detail };
            }
        }
    }

    private static ExceptionDetail Describe(Exception exception, ulong known)
    {
        ulong id = known != 0 ? known : SegmentId.New().Value;
        return new ExceptionDetail
        {
            Exception = exception,
            Id = id,
            Description = known != 0 ? null : ExceptionDescription.Of(exception, id, isRemote: false),
        };
    }

    /// <summary>The id that another span gave to the exception; 0 if none did.</summary>
    private static ulong FindId(ReadOnlySpan<SealedSpan> spans, Exception exception)
    {
        foreach (ref readonly SealedSpan span in spans)
        {
            for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
            {
                if (detail is ExceptionDetail seen && ReferenceEquals(seen.Exception, exception))
                {
                    return seen.Id;
                }
            }
        }

        return 0;
    }
}
