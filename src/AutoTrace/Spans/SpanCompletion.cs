using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;

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
            End(span.Span, task);
            return;
        }

        Continue(span, task, span.Token!.EndPending);
    }

    /// <summary>Has the span ended when its task completes, which it has not yet.</summary>
    public static void Continue(in OpenSpan span, Task task, Action end)
    {
        if (span.IsRecorded)
        {
            span.Span.Record.Pending = task;
        }

        if (SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default)
        {
            // Runs on the thread that completes the task, before those attached later, and costs a third of a continuation
            // task. Where a context or scheduler of somebody's own is about, it might go to the pool.
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(end);
            return;
        }

        // A continuation that executes synchronously does so whatever context or scheduler is current there.
        task.ContinueWith(
            static (_, end) => ((Action)end!)(),
            end,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static void EndPending(this SpanToken token) =>
        End(token.Span, token.Span.IsRecorded ? token.Span.Record.Pending : null);

    /// <summary>Ends the span of a method whose task is complete, or that returned none.</summary>
    public static void End(in SpanReference span, Task? task)
    {
        if (span.IsRecorded)
        {
            if (TaskFailure.Of(task) is { } failure)
            {
                SpanFailure.Record(span, failure);
            }

            span.Record.Pending = null;
        }

        SpanEnd.EndAlone(span);
    }
}
