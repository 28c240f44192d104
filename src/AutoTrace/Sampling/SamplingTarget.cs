namespace AutoTrace.Sampling;

/// <summary>How much a rule lets through: what it says itself, or what X-Ray has assigned to this process.</summary>
/// <remarks>Immutable: a new one takes its place whole.</remarks>
internal sealed record SamplingTarget
{
    /// <summary>The share of what the reservoir leaves, 0 to 1.</summary>
    public required double FixedRate { get; init; }

    /// <summary>Requests a second that are taken first; null until X-Ray has assigned a number.</summary>
    public int? Quota { get; init; }

    /// <summary>The timestamp of the runtime's clock after which the quota holds no more.</summary>
    public long QuotaEnds { get; init; } = long.MaxValue;

    /// <summary>Holds for a while in place of a smaller <see cref="FixedRate"/>, when many requests go wrong.</summary>
    public double BoostRate { get; init; }

    /// <summary>The timestamp of the runtime's clock after which the boost holds no more.</summary>
    public long BoostEnds { get; init; } = long.MinValue;

    /// <summary>The share that holds at a timestamp of the runtime's clock.</summary>
    public double RateAt(long now) => BoostRate > FixedRate && now <= BoostEnds ? BoostRate : FixedRate;
}
