namespace AutoTrace.Model;

/// <summary>Reads from a task what it failed with.</summary>
internal static class TaskFailure
{
    /// <summary>Null for a task that did not fail. A failure that was read counts as observed.</summary>
    public static Exception? Of(Task? task) => task is not { IsFaulted: true, Exception: { } failure } ? null
        : failure.InnerExceptions.Count == 1 ? failure.InnerExceptions[0]
        : failure;
}
