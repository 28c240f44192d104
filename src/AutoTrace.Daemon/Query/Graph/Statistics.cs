using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query.Graph;

/// <summary>
/// Counts by outcome. Something may be a fault and an error at once and counts as both; a throttled call is an error of
/// its own kind. What still runs counts for nothing.
/// </summary>
internal sealed class Statistics
{
    private long _microseconds;

    public long Ok { get; private set; }

    public long Throttles { get; private set; }

    public long OtherErrors { get; private set; }

    public long Faults { get; private set; }

    public long Total { get; private set; }

    public double TotalResponseTime => Microsecond.ToSeconds(_microseconds);

    public Histogram ResponseTimes { get; } = new();

    public void Add(Entity entity)
    {
        Outcome outcome = OutcomeOf.Entity(entity);
        Ok += outcome.HasFlag(Outcome.Ok) ? 1 : 0;
        Throttles += outcome.HasFlag(Outcome.Throttle) ? 1 : 0;
        OtherErrors += outcome.HasFlag(Outcome.Error) ? 1 : 0;
        Faults += outcome.HasFlag(Outcome.Fault) ? 1 : 0;
        Total++;
        _microseconds += entity.Microseconds;
        ResponseTimes.Add(entity.Microseconds);
    }
}
