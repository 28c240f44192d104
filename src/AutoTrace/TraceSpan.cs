using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace;

/// <summary>
/// A handle to a segment or subsegment, to say more about it. A value: once its span has ended it ignores everything (and
/// counts it), and it never means somebody else's span. The default value ignores everything too.
/// </summary>
/// <remarks>Any thread may use it. No member throws; when the span is not recorded, none does any work.</remarks>
public readonly partial struct TraceSpan : IEquatable<TraceSpan>
{
    private readonly SpanReference _span;

    internal TraceSpan(in SpanReference span) => _span = span;

    /// <summary>
    /// Whether there is a span here that is being recorded: worth asking before an expensive value is computed.
    /// </summary>
    public bool IsRecording => _span.IsOpen;

    /// <summary>
    /// The header for a call that this span makes: trace, this span as parent, decision. Empty when there is no segment.
    /// </summary>
    public TraceHeader Header
    {
        get
        {
            if (!_span.Exists)
            {
                return default;
            }

            SpanWrite.Link(_span);
            SegmentIdentity identity = _span.Segment.Identity;
            return new TraceHeader
            {
                Root = identity.TraceId,
                Parent = Id,
                Sampled = identity.IsSampled ? SamplingDecision.Sampled : SamplingDecision.NotSampled,
                ExtraFields = identity.ExtraHeaderFields,
            };
        }
    }

    /// <summary>The trace; empty when there is no segment.</summary>
    public TraceId TraceId => _span.Exists ? _span.Segment.Identity.TraceId : default;

    /// <summary>The id of the span, of the segment where only that is known; empty when there is none.</summary>
    public SegmentId Id => new(_span.Id);

    /// <summary>Adds an annotation: a value that X-Ray indexes, 50 to a trace.</summary>
    /// <param name="key">1 to 500 of <c>A-Z a-z 0-9 _</c>; other characters become <c>_</c>.</param>
    /// <param name="value">At most 1,000 characters, the rest is cut; null records nothing.</param>
    public void Annotate(string key, string? value)
    {
        if (IsRecordedSpan && value is not null)
        {
            SpanWrite.Annotate(_span, key ?? string.Empty, AnnotationValue.Of(value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, long value)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Annotate(_span, key ?? string.Empty, AnnotationValue.Of(value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    /// <param name="key">1 to 500 of <c>A-Z a-z 0-9 _</c>; other characters become <c>_</c>.</param>
    /// <param name="value">NaN and infinities record nothing: JSON has no word for them.</param>
    public void Annotate(string key, double value)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Annotate(_span, key ?? string.Empty, AnnotationValue.Of(value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, bool value)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Annotate(_span, key ?? string.Empty, AnnotationValue.Of(value));
        }
    }

    /// <summary>Records an exception with its stack and causes and marks the span as a fault.</summary>
    /// <param name="exception">Described as it is now; null records nothing.</param>
    /// <param name="remote">Whether it was thrown by the service that the span calls, not here.</param>
    /// <remarks>
    /// Exceptions that leave a traced method are recorded by themselves. An <see cref="OperationCanceledException"/> marks
    /// nothing.
    /// </remarks>
    public void AddException(Exception? exception, bool remote = false)
    {
        if (IsRecordedSpan && exception is not null)
        {
            SpanFailure.Record(_span, exception, remote);
        }
    }

    /// <summary>Marks the span as a fault: the service failed (5xx).</summary>
    public void MarkFault() => Mark(SpanFlags.Fault);

    /// <summary>Marks the span as an error: the caller was wrong (4xx).</summary>
    public void MarkError() => Mark(SpanFlags.Error);

    /// <summary>Marks the span as throttled (429), which is an error too.</summary>
    public void MarkThrottle() => Mark(SpanFlags.Throttle | SpanFlags.Error);

    /// <inheritdoc/>
    public bool Equals(TraceSpan other) => _span.Is(other._span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TraceSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_span.Segment, _span.Ordinal);

    /// <summary>Whether both mean the same span.</summary>
    public static bool operator ==(TraceSpan left, TraceSpan right) => left.Equals(right);

    /// <summary>Whether they mean different spans.</summary>
    public static bool operator !=(TraceSpan left, TraceSpan right) => !left.Equals(right);

    private bool IsRecordedSpan => _span.IsRecorded;

    private void Mark(SpanFlags flags)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Mark(_span, flags);
        }
    }
}
