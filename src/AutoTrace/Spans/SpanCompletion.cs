using System.Runtime.CompilerServices;

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
        if (!span.IsRecorded)
        {
            return;
        }

        if (task is null || task.IsCompleted)
        {
            End(span, task);
            return;
        }

        // Runs inline on the thread that completes the task, before any continuation that is attached later, and captures
        // no context: what it does is ours alone.
        Continuation continuation = new(span, task);
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation.Run);
    }

    private static void End(OpenSpan span, Task? task)
    {
        if (task is { IsFaulted: true, Exception: { } failure })
        {
            span.Fail(failure.InnerExceptions.Count == 1 ? failure.InnerExceptions[0] : failure);
        }

        span.End();
    }

    private sealed class Continuation(OpenSpan span, Task task)
    {
        public void Run() => End(span, task);
    }
}
