using AutoTrace.Context;

namespace AutoTrace;

/// <summary>
/// What was current in a flow, the span or none, to go on with in another that does not descend from it: on the far
/// side of a queue, in a callback. The default value means that no span was current.
/// </summary>
/// <remarks>
/// From <see cref="AutoTracer.Capture"/>, for <see cref="AutoTracer.Use"/>. Within the process; between processes send
/// <see cref="TraceSpan.Header"/>. Keeps the segment in memory for as long as it is held itself. Any thread may use it,
/// any number of times.
/// </remarks>
public readonly struct CapturedContext : IEquatable<CapturedContext>
{
    internal CapturedContext(SpanToken? token) => Token = token;

    /// <summary>The span that was current; one that ignores everything when there was none.</summary>
    public TraceSpan Span => new(Token?.Span ?? default);

    internal SpanToken? Token { get; }

    /// <inheritdoc/>
    public bool Equals(CapturedContext other) => ReferenceEquals(Token, other.Token);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CapturedContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Token?.GetHashCode() ?? 0;

    /// <summary>Whether both hold the same span, or both none.</summary>
    public static bool operator ==(CapturedContext left, CapturedContext right) => left.Equals(right);

    /// <summary>Whether they hold different spans.</summary>
    public static bool operator !=(CapturedContext left, CapturedContext right) => !left.Equals(right);
}
