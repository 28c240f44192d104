namespace AutoTrace.Model;

/// <summary>How the segments ended that a sampling rule with a rate boost decided about. Any thread.</summary>
internal sealed class AnomalyTally
{
    // Every segment adds to one of them, so that whenever they are read they make sense together. They only grow.
    private long _usual;
    private long _recorded;
    private long _missed;

    /// <summary>All since the start. The difference of two readings is what happened in between.</summary>
    public AnomalyCounts Counts
    {
        get
        {
            long recorded = Interlocked.Read(ref _recorded);
            long anomalies = recorded + Interlocked.Read(ref _missed);
            return new AnomalyCounts(anomalies + Interlocked.Read(ref _usual), anomalies, recorded);
        }
    }

    public void Add(bool isAnomaly, bool isRecorded) =>
        Interlocked.Increment(ref isAnomaly ? ref isRecorded ? ref _recorded : ref _missed : ref _usual);
}

/// <summary>Of how many segments the end was seen. Each count includes the next.</summary>
/// <param name="Total">All.</param>
/// <param name="Anomalies">Those that tail keep would keep: faults and slow ones, as the options say.</param>
/// <param name="Recorded">Of these, those that are sent.</param>
internal readonly record struct AnomalyCounts(long Total, long Anomalies, long Recorded)
{
    public static AnomalyCounts operator +(AnomalyCounts one, AnomalyCounts other) =>
        new(one.Total + other.Total, one.Anomalies + other.Anomalies, one.Recorded + other.Recorded);

    public static AnomalyCounts operator -(AnomalyCounts later, AnomalyCounts earlier) => new(
        later.Total - earlier.Total, later.Anomalies - earlier.Anomalies, later.Recorded - earlier.Recorded);
}
