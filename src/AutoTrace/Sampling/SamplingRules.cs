namespace AutoTrace.Sampling;

/// <summary>Rules in the order in which they are asked: by priority, then by name. Immutable.</summary>
internal sealed class SamplingRules
{
    private readonly SamplingRule[] _rules;

    public SamplingRules(params ReadOnlySpan<SamplingRule> rules)
    {
        _rules = rules.ToArray();
        Array.Sort(_rules, static (one, other) =>
            one.Priority != other.Priority
                ? one.Priority.CompareTo(other.Priority)
                : string.CompareOrdinal(one.Name, other.Name));
    }

    public ReadOnlySpan<SamplingRule> InOrder => _rules;

    /// <summary>To end a sentence with.</summary>
    public string Description { get; init; } = "sampling rules";

    /// <summary>X-Ray's default alone, for a process that knows of no other rule.</summary>
    public static SamplingRules Default(TimeProvider clock) =>
        new(DefaultRule(SamplingRule.DefaultReservoirSize, SamplingRule.DefaultFixedRate, clock))
        {
            Description = "1 a second and 5 % of the others (AUTOTRACE_SAMPLE_EVERYTHING=true for all)",
        };

    /// <summary>A rule that nobody assigns quotas to, for what no other takes: its reservoir is its own.</summary>
    public static SamplingRule DefaultRule(int perSecond, double fixedRate, TimeProvider clock) => new()
    {
        Name = SamplingRule.DefaultName,
        Priority = int.MaxValue,
        ReservoirSize = perSecond,
        Reservoir = new Reservoir(clock, new SamplingTarget { FixedRate = fixedRate, Quota = perSecond }),
    };

    /// <summary>The first rule that the request matches; null when it matches none.</summary>
    public SamplingRule? Find(in SamplingRequest request)
    {
        foreach (SamplingRule rule in _rules)
        {
            if (rule.Matches(request))
            {
                return rule;
            }
        }

        return null;
    }
}
