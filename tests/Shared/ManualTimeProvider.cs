namespace AutoTrace.Tests.Shared;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire inside <see cref="Advance"/>, on the caller's thread,
/// one after another, each at the very time for which it was set; one that is set for at once waits for the next
/// <see cref="Advance"/> too, be it by zero. Callbacks run in the execution context in which the timer was made.
/// </summary>
/// <param name="start">What the wall clock shows at first; 2026-01-01 00:00 UTC by default.</param>
internal sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _origin = (start ?? s_start).ToUniversalTime();
    private TimeSpan _elapsed;

    /// <summary>Ticks of 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>
    /// Timers that are set. Code under test sets its timer on a thread of its own: wait for this before the clock is
    /// moved, else it may be moved too early.
    /// </summary>
    public int TimersSet
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _origin + _elapsed;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan until;
        lock (_lock)
        {
            until = _elapsed + by;
        }

        while (NextDue(until) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>
    /// Lets time pass, step by step, until something has happened that other threads do when their time has come.
    /// </summary>
    /// <param name="condition">What is to happen.</param>
    /// <param name="step">How far the clock goes at a time; 50 ms by default.</param>
    /// <exception cref="TimeoutException">It did not happen, in as much real time as tests have patience.</exception>
    public Task AdvanceUntilAsync(Func<bool> condition, TimeSpan? step = null) => Eventually.TrueAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        Advance(step ?? TimeSpan.FromMilliseconds(50));
        return false;
    });

    /// <summary>Sets the wall clock, as an administrator or NTP does: timers and timestamps take no notice.</summary>
    public void SetWallClock(DateTimeOffset now)
    {
        lock (_lock)
        {
            _origin = now.ToUniversalTime() - _elapsed;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    // Moves the clock to the next timer, or if none is due to the end; never back, should a callback have advanced it.
    private ManualTimer? NextDue(TimeSpan until)
    {
        lock (_lock)
        {
            ManualTimer? next = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            TimeSpan now = next?.Due ?? until;
            _elapsed = now > _elapsed ? now : _elapsed;
            if (next is not null && !next.SetForNextPeriod())
            {
                _timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private TimeSpan _period;
        private bool _disposed;

        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (_disposed)
                {
                    return false;
                }

                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._elapsed + dueTime;
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public bool SetForNextPeriod()
        {
            Due += _period;
            return _period > TimeSpan.Zero;
        }

        public void Fire()
        {
            if (_context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(_context, _ => callback(state), null);
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
