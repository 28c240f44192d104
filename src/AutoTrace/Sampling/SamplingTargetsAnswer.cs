namespace AutoTrace.Sampling;

/// <summary>What X-Ray answers to what it was told about the rules.</summary>
internal sealed class SamplingTargetsAnswer
{
    /// <summary>By the rule's name.</summary>
    public Dictionary<string, TargetDocument> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>Error codes, by the name of the rule whose numbers were not taken.</summary>
    public Dictionary<string, string> Unprocessed { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with targets that were left out.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>When a rule was last changed, in epoch seconds by X-Ray's clock; null where it does not say.</summary>
    public double? RulesModifiedAt { get; init; }
}

/// <summary>What X-Ray assigns to a process of one rule. Null leaves it as it is.</summary>
internal sealed record TargetDocument
{
    /// <summary>0 to 1.</summary>
    public double? FixedRate { get; init; }

    /// <summary>Requests a second.</summary>
    public int? Quota { get; init; }

    public DateTimeOffset? QuotaEnds { get; init; }

    /// <summary>Seconds until X-Ray wants to be told again.</summary>
    public int? Interval { get; init; }

    /// <summary>0 to 1.</summary>
    public double? BoostRate { get; init; }

    public DateTimeOffset? BoostEnds { get; init; }
}
