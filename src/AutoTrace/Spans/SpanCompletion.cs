namespace AutoTrace.Spans;

/// <summary>Ends a span when the task of its method completes, without getting between the task and its awaiters.</summary>
internal static class SpanCompletion
{
    /// <summary>
    /// Ends the span now if the task is complete, else by a continuation. The task itself goes back to the caller: its
    /// identity, state and order of continuations stay as they are.
    /// </summary>
    public static void EndWith(in OpenSpan span, Task? task)
    {
        if (!span.IsOpened)
        {
            return;
        }

        if (task is null || task.IsCompleted)
        {
            End(span, task);
            return;
        }

        // A continuation that executes synchronously runs on the thread that completes the task, before those attached
        // later, whatever context or scheduler is current there; an awaiter's would go to the pool beside a user's context.
        task.ContinueWith(
            static (completed, state) => End((OpenSpan)state!, completed),
            span,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static void End(OpenSpan span, Task? task)
    {
        if (task is { IsFaulted: true, Exception: { } failure })
        {
            span.Fail(failure.InnerExceptions.Count == 1 ? failure.InnerExceptions[0] : failure);
        }

        span.End();
    }
}
