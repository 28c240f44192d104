namespace AutoTrace.Export;

/// <summary>
/// When the next request may be made. Failures use up a budget that successes refill, so that a destination which fails
/// now and then is sent to at full pace; once it is spent, one request at a time finds out whether the destination is
/// back, after pauses that grow. Not thread-safe.
/// </summary>
/// <param name="maxRequests">Requests under way at a time.</param>
/// <param name="random">From 0 to 1: pauses get full jitter, so that not all processes come back at once.</param>
internal sealed class RequestPace(int maxRequests, Func<double> random)
{
    // Two refilled for one used: holds while at least a third of the requests succeeds.
    private const int Budget = 20;
    private const int Refill = 2;

    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private int _budget = Budget;
    private int _failuresSinceSpent;
    private int _underWay;
    private TimeSpan _pausedUntil;

    /// <summary>Whether too much has failed to try more than one request at a time.</summary>
    public bool IsSpent => _budget == 0;

    public long Successes { get; private set; }

    /// <summary>How long until a request may be made; infinite while that depends on those under way.</summary>
    public TimeSpan WaitAt(TimeSpan now) =>
        _underWay >= (IsSpent ? 1 : maxRequests) ? Timeout.InfiniteTimeSpan
        : _pausedUntil > now ? _pausedUntil - now
        : TimeSpan.Zero;

    public void Started() => _underWay++;

    /// <summary>A request came to an end that says nothing about the next.</summary>
    public void Ended() => _underWay--;

    /// <returns>Whether the destination is back after the budget had been spent.</returns>
    public bool Succeeded()
    {
        bool isBack = IsSpent;
        _underWay--;
        _budget = Math.Min(Budget, _budget + Refill);
        _failuresSinceSpent = 0;
        Successes++;
        return isBack;
    }

    public void Failed(TimeSpan now, TimeSpan? retryAfter)
    {
        _underWay--;
        _budget = Math.Max(0, _budget - 1);
        TimeSpan pause = retryAfter is { } asked ? asked + Pause(1) : TimeSpan.Zero;
        if (IsSpent && Pause(++_failuresSinceSpent) is var own && own > pause)
        {
            pause = own;
        }

        _pausedUntil = now + pause > _pausedUntil ? now + pause : _pausedUntil;
    }

    /// <summary>Ends a pause early: there will be no later.</summary>
    public void Hurry() => _pausedUntil = TimeSpan.Zero;

    /// <summary>A pause after so many failures in a row: at most 200 ms, then twice that, up to 30 s.</summary>
    public TimeSpan Pause(int failures) =>
        TimeSpan.FromTicks(Math.Min(s_first.Ticks << Math.Min(failures - 1, 10), s_longest.Ticks)) * random();
}
