using AutoTrace.Spans;

namespace AutoTrace;

/// <summary>An open segment or subsegment; disposing it closes it. The default value does nothing.</summary>
/// <remarks>
/// For the flow that opened it: dispose it there, once (a second time is counted and changes nothing). To hand the span
/// itself around, use <see cref="Span"/>.
/// </remarks>
public readonly struct TraceScope : IDisposable, IEquatable<TraceScope>
{
    private readonly OpenSpan _span;

    internal TraceScope(in OpenSpan span) => _span = span;

    /// <summary>The segment or subsegment, to annotate it.</summary>
    public TraceSpan Span => new(_span.Span);

    /// <summary>Closes it and makes the earlier span current again.</summary>
    public void Dispose()
    {
        Leave();
        _span.End();
    }

    /// <summary>As <see cref="Dispose"/>, with another time than now.</summary>
    /// <param name="endTime">When it ended, kept to a microsecond. Before its start counts as at its start.</param>
    public void End(DateTimeOffset endTime)
    {
        Leave();
        _span.EndAt(endTime);
    }

    /// <inheritdoc/>
    public bool Equals(TraceScope other) => _span.Span.Is(other._span.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TraceScope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Span.GetHashCode();

    /// <summary>Whether both are the same open span.</summary>
    public static bool operator ==(TraceScope left, TraceScope right) => left.Equals(right);

    /// <summary>Whether they are different spans.</summary>
    public static bool operator !=(TraceScope left, TraceScope right) => !left.Equals(right);

    private void Leave()
    {
        // Ended a second time, it must not take the place of whatever is current by now.
        if (!_span.HasEnded)
        {
            _span.RestoreContext();
        }
    }
}
