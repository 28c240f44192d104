namespace AutoTrace.Sampling;

/// <summary>
/// When something is asked for again: after its interval; while it fails after pauses that double, up to a minute.
/// </summary>
/// <param name="interval">From one answer to the next question.</param>
/// <param name="jitter">Added to it at random, so that processes that were started together do not ask together.</param>
/// <param name="firstPause">After one failure; of random length between half of it and all.</param>
/// <param name="random">From 0 to 1.</param>
internal sealed class PollSchedule(TimeSpan interval, TimeSpan jitter, TimeSpan firstPause, Func<double> random)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestPauseAsked = TimeSpan.FromMinutes(10);

    /// <summary>At first at once.</summary>
    public TimeSpan DueAt { get; private set; }

    /// <summary>In a row.</summary>
    public int Failures { get; private set; }

    public void Succeeded(TimeSpan now)
    {
        Failures = 0;
        DueAt = now + interval + (jitter * random());
    }

    /// <param name="now">When.</param>
    /// <param name="retryAfter">How long the other side wants to be left alone; null where it does not say.</param>
    public void Failed(TimeSpan now, TimeSpan? retryAfter)
    {
        long ticks = Math.Min(firstPause.Ticks << Math.Min(Failures, 10), s_longestPause.Ticks);
        TimeSpan pause = TimeSpan.FromTicks(ticks);
        pause *= 0.5 + (random() / 2);
        if (retryAfter > pause)
        {
            pause = retryAfter < s_longestPauseAsked ? retryAfter.Value : s_longestPauseAsked;
        }

        Failures++;
        DueAt = now + pause;
    }

    /// <summary>There is a reason to ask now, unless it has been found to fail.</summary>
    public void Hurry(TimeSpan now)
    {
        if (Failures == 0)
        {
            DueAt = now;
        }
    }
}
