using AutoTrace.Buffering;

namespace AutoTrace.Context;

/// <summary>
/// What the ambient context holds: the current span, or the order to trace nothing. Immutable and never reused, so a
/// flow that keeps one reads the span that was current when it was started, whatever has happened since.
/// </summary>
internal sealed class SpanToken(in SpanReference span)
{
    private readonly SpanReference _span = span;

    /// <summary>Traced calls below it record nothing and say nothing.</summary>
    public static SpanToken Suppressed { get; } = new(default);

    public ref readonly SpanReference Span => ref _span;

    public bool IsSuppressed => ReferenceEquals(this, Suppressed);
}
