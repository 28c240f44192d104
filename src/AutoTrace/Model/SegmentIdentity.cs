namespace AutoTrace.Model;

/// <summary>Which segment of which trace, and what its trace header says beside that.</summary>
internal readonly struct SegmentIdentity
{
    public required TraceId TraceId { get; init; }

    public required SegmentId Id { get; init; }

    /// <summary>
    /// The calling subsegment in another service; for a late subsegment its parent here. Empty for a trace's root.
    /// </summary>
    public SegmentId ParentId { get; init; }

    public required SpanName Name { get; init; }

    /// <summary>
    /// True for what a flow added after its segment was closed: written as an independent subsegment.
    /// </summary>
    public bool IsSubsegment { get; init; }

    /// <summary>False for a segment that only carries the decision onwards: nothing is recorded in it.</summary>
    public required bool IsSampled { get; init; }

    /// <summary>The sampling rule that decided; null where another service did.</summary>
    public string? SamplingRule { get; init; }

    /// <summary>Is told how the segment ended; null where nobody wants to know.</summary>
    public AnomalyTally? Anomalies { get; init; }

    /// <summary>
    /// Fields of the incoming trace header that AutoTrace does not know, to be passed on: <c>Lineage=…</c>.
    /// </summary>
    public string? ExtraHeaderFields { get; init; }

    /// <summary>X-Ray's <c>origin</c>, such as <c>AWS::ECS::Container</c>.</summary>
    public string? Origin { get; init; }
}
