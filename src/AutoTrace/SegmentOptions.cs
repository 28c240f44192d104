namespace AutoTrace;

/// <summary>
/// Where a segment stands in its trace, for those who know: a server that read a header, a consumer of a queue.
/// </summary>
public readonly record struct SegmentOptions
{
    /// <summary>
    /// What came in: trace, calling subsegment and decision. Empty for a new trace, which AutoTrace then decides about.
    /// </summary>
    public TraceHeader Header { get; init; }

    /// <summary>
    /// The segment's id, where the platform has given it one (<c>Activity.SpanId</c>); a new one when empty.
    /// </summary>
    public SegmentId Id { get; init; }

    /// <summary>When it started, kept to a microsecond; now when null.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>X-Ray's <c>origin</c>, such as <c>AWS::ECS::Container</c>; the runtime's when null.</summary>
    public string? Origin { get; init; }

    /// <summary>
    /// What sampling rules look at, where <see cref="Header"/> brings no decision: the request's host, method, path.
    /// </summary>
    public SamplingRequest Request { get; init; }
}
