namespace AutoTrace.Daemon.Query;

/// <summary>Which time of a trace has to fall into a range.</summary>
internal enum TimeRangeType
{
    /// <summary>
    /// When the trace began. X-Ray reads that out of the id; W3C ids carry none, so here it is the earliest start_time.
    /// </summary>
    TraceId,

    /// <summary>Any time from the trace's first start to its last end.</summary>
    Event,

    /// <summary>When one of its segments ended.</summary>
    Service,
}

/// <summary>A range in epoch seconds: the start belongs to it, the end does not.</summary>
internal readonly record struct TimeRange(double Start, double End, TimeRangeType Type = TimeRangeType.TraceId)
{
    public static TimeRange All => new(double.MinValue, double.MaxValue);

    public bool Includes(Trace trace) => Type switch
    {
        TimeRangeType.Event => trace.StartTime < End && trace.EndTime >= Start,
        TimeRangeType.Service => trace.Tops.Any(EndsWithin),
        _ => trace.StartTime >= Start && trace.StartTime < End,
    };

    private bool EndsWithin(TraceNode top) =>
        top.IsSegment && top.Entity.EndTime is { } end && end >= Start && end < End;
}
