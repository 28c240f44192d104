namespace AutoTrace;

/// <summary>What a subsegment opened by hand is beside its name.</summary>
public readonly record struct SubsegmentOptions
{
    /// <summary>What it is about; <see cref="SubsegmentNamespace.Remote"/> makes it a node of the map.</summary>
    public SubsegmentNamespace Namespace { get; init; }

    /// <summary>Its id, where it was given away before: in a header that has been sent. A new one when empty.</summary>
    public SegmentId Id { get; init; }

    /// <summary>When it started, kept to a microsecond; now when null.</summary>
    public DateTimeOffset? StartTime { get; init; }
}
