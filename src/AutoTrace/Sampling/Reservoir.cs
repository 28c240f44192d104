using AutoTrace.Model;

namespace AutoTrace.Sampling;

/// <summary>
/// What changes about a rule: its target, what it has given in this second, and what it has decided so far. Outlives
/// the rule's definition, which a poll may replace.
/// </summary>
/// <remarks>Any thread decides, without a lock or an allocation; one sets the target.</remarks>
internal sealed class Reservoir(TimeProvider clock, SamplingTarget target)
{
    private readonly RatePerSecond _thisSecond = new(clock);
    private SamplingTarget _target = target;

    // Every decision adds to one of them, so that whenever they are read they make sense together. They only grow: who
    // reports them remembers what it has reported, and nothing is lost between reading and resetting.
    private long _leftOut;
    private long _sampled;
    private long _borrowed;

    public SamplingTarget Target
    {
        get => Volatile.Read(ref _target);
        set => Volatile.Write(ref _target, value);
    }

    /// <summary>All decisions since the start. The difference of two readings is what happened in between.</summary>
    public RuleUsage Usage
    {
        get
        {
            long borrowed = Interlocked.Read(ref _borrowed);
            long sampled = borrowed + Interlocked.Read(ref _sampled);
            return new RuleUsage(sampled + Interlocked.Read(ref _leftOut), sampled, borrowed);
        }
    }

    /// <summary>
    /// Whether a request is sampled: as one of the quota of this second, without a quota as the one request a second
    /// that may be borrowed, or else by the fixed rate.
    /// </summary>
    /// <param name="mayBorrow">Whether the rule has a reservoir at all.</param>
    /// <param name="random">May be asked by any thread.</param>
    public bool Decide(bool mayBorrow, Random random)
    {
        SamplingTarget target = Target;
        long now = clock.GetTimestamp();
        bool borrows = target.Quota is null || now > target.QuotaEnds;
        int limit = !borrows ? target.Quota.GetValueOrDefault() : mayBorrow ? 1 : 0;
        if (limit > 0 && _thisSecond.TryTake(limit, now))
        {
            Interlocked.Increment(ref borrows ? ref _borrowed : ref _sampled);
            return true;
        }

        bool isSampled = random.NextDouble() < target.RateAt(now);
        Interlocked.Increment(ref isSampled ? ref _sampled : ref _leftOut);
        return isSampled;
    }
}
