using AutoTrace.Model;

namespace AutoTrace.Sampling;

/// <summary>One of X-Ray's rules, what X-Ray has been told about it, and when it wants to be told again.</summary>
/// <remarks>For the one who polls.</remarks>
/// <param name="rule">Its first definition.</param>
internal sealed class RuleAccount(SamplingRule rule)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestInterval = TimeSpan.FromHours(1);

    // A time that is farther away is a mistake, or a clock's.
    private static readonly TimeSpan s_longestGrant = TimeSpan.FromDays(1);

    private double _definedRate = rule.Reservoir.Target.FixedRate;
    private RuleUsage _toldUsage;
    private AnomalyCounts _toldAnomalies;
    private TimeSpan _dueAt;

    /// <summary>As it is defined now.</summary>
    public SamplingRule Rule { get; private set; } = rule;

    /// <summary>
    /// Takes a new definition, and with it the rate where that has changed. What was assigned and what has been decided
    /// stays.
    /// </summary>
    public void Define(SamplingRule rule)
    {
        Reservoir reservoir = Rule.Reservoir;
        AnomalyTally? anomalies = rule.Anomalies is null ? null : Rule.Anomalies ?? rule.Anomalies;
        if (anomalies != Rule.Anomalies)
        {
            _toldAnomalies = default;
            reservoir.Target = reservoir.Target with { BoostRate = 0 };
        }

        double rate = rule.Reservoir.Target.FixedRate;
        if (rate != _definedRate)
        {
            _definedRate = rate;
            reservoir.Target = reservoir.Target with { FixedRate = rate };
        }

        Rule = rule with { Reservoir = reservoir, Anomalies = anomalies };
    }

    /// <summary>What X-Ray has not been told yet; null where that is nothing, or it does not want to know now.</summary>
    public RuleReport? ReportAt(TimeSpan now)
    {
        RuleUsage usage = Rule.Reservoir.Usage - _toldUsage;
        AnomalyCounts anomalies = (Rule.Anomalies?.Counts ?? default) - _toldAnomalies;
        return now >= _dueAt && (usage.Requests > 0 || anomalies.Total > 0)
            ? new RuleReport(Rule.Name, usage, anomalies)
            : null;
    }

    /// <summary>X-Ray has taken a report. One that it has not is part of the next.</summary>
    public void Told(RuleReport report, TimeSpan now)
    {
        _toldUsage += report.Usage;
        _toldAnomalies += report.Anomalies;
        _dueAt = now + s_interval;
    }

    /// <summary>X-Ray has assigned something.</summary>
    public void Assign(TargetDocument target, TimeSpan now, TimeProvider clock)
    {
        SamplingTarget assigned = Rule.Reservoir.Target;
        assigned = assigned with { FixedRate = target.FixedRate ?? assigned.FixedRate };
        if (target is { Quota: { } quota, QuotaEnds: { } quotaEnds })
        {
            assigned = assigned with { Quota = quota, QuotaEnds = Timestamp(quotaEnds, clock) };
        }

        if (Rule.Anomalies is not null && target is { BoostRate: { } boost, BoostEnds: { } boostEnds })
        {
            assigned = assigned with { BoostRate = boost, BoostEnds = Timestamp(boostEnds, clock) };
        }

        Rule.Reservoir.Target = assigned;
        if (target.Interval is { } seconds)
        {
            TimeSpan interval = TimeSpan.FromSeconds(seconds);
            _dueAt = now + (interval < s_longestInterval ? interval : s_longestInterval);
        }
    }

    // Counted from now on: the wall clock may be set meanwhile.
    private static long Timestamp(DateTimeOffset time, TimeProvider clock)
    {
        double left = (time - clock.GetUtcNow()).TotalSeconds;
        double bound = s_longestGrant.TotalSeconds;
        return clock.GetTimestamp() + (long)(Math.Clamp(left, -bound, bound) * clock.TimestampFrequency);
    }
}
