using AutoTrace.Buffering;

namespace AutoTrace.Context;

/// <summary>
/// The current span of the logical flow: that of the body which runs on this thread, if it starts no flow, else the one
/// that the flow carries, and with it the async calls, tasks and timers that are started under it.
/// </summary>
internal static class AmbientContext
{
    private static readonly AsyncLocal<SpanToken?> s_carried = new();

    /// <summary>What the flow carries; null for none.</summary>
    public static SpanToken? Carried => s_carried.Value;

    /// <summary>The current span; the default value for none.</summary>
    public static SpanReference Span =>
        RunningBody.OfThisThread is { Chunk: not null } body ? body.Span : Carried?.Span ?? default;

    /// <summary>The current span in a form that can be kept and carried; null for none.</summary>
    public static SpanToken? Current =>
        RunningBody.OfThisThread is { Chunk: not null } body ? new SpanToken(body.Span) : Carried;

    /// <summary>Lets the flow carry a span; null lets it carry none.</summary>
    /// <returns>What <see cref="Leave"/> needs to undo it.</returns>
    public static ContextChange Enter(SpanToken? token) => Enter(token, Carried);

    /// <inheritdoc cref="Enter(SpanToken)"/>
    /// <param name="token">To carry.</param>
    /// <param name="previous">What the flow carries now.</param>
    public static ContextChange Enter(SpanToken? token, SpanToken? previous)
    {
        ExecutionContext? before = ExecutionContext.Capture();
        s_carried.Value = token;
        return new ContextChange(previous, before, ExecutionContext.Capture());
    }

    /// <summary>
    /// Lets the flow carry the earlier span again. If nobody else changed the context meanwhile, the earlier context
    /// object itself comes back, which copies nothing; otherwise only our value is put back, so that a user's
    /// AsyncLocal survives.
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
            s_carried.Value = change.Previous;
        }
    }
}
