namespace AutoTrace.Context;

/// <summary>The current span of the logical flow: follows async calls, tasks and timers started under it.</summary>
internal static class AmbientContext
{
    private static readonly AsyncLocal<SpanToken?> s_current = new();

    public static SpanToken? Current => s_current.Value;

    /// <summary>Makes a span current; null makes it none.</summary>
    /// <returns>What <see cref="Leave"/> needs to undo it.</returns>
    public static ContextChange Enter(SpanToken? token)
    {
        SpanToken? previous = s_current.Value;
        ExecutionContext? before = ExecutionContext.Capture();
        s_current.Value = token;
        return new ContextChange(previous, before, ExecutionContext.Capture());
    }

    /// <summary>
    /// Makes the earlier span current again. If nobody else changed the context meanwhile, the earlier context object itself
    /// comes back, which copies nothing; otherwise only our value is put back, so that a user's AsyncLocal survives.
    /// </summary>
    public static void Leave(in ContextChange change)
    {
        if (change.Before is not null && change.Under is not null &&
            ReferenceEquals(ExecutionContext.Capture(), change.Under))
        {
            ExecutionContext.Restore(change.Before);
        }
        else
        {
            s_current.Value = change.Previous;
        }
    }
}
