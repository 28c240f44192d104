using System.Globalization;

namespace AutoTrace.Diagnostics;

/// <summary>
/// Says what was lost, why, and what to raise: a second after the first loss, then at most once a minute, and at the
/// end.
/// </summary>
/// <remarks>
/// Refusals and failures of the exporter are said at once, with their cause, where they are met; here they are only
/// counted along. No timer runs while nothing is lost.
/// </remarks>
internal sealed class LossReport : IDisposable
{
    private static readonly TimeSpan s_gather = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly Counters _counters;
    private readonly RuntimeLog _log;
    private readonly AutoTraceOptions _options;
    private readonly long[] _told = new long[DropReasons.All.Length];
    private readonly object _telling = new();
    private ITimer? _timer;
    private int _isRunning;

    public LossReport(TimeProvider clock, Counters counters, RuntimeLog log, AutoTraceOptions options)
    {
        _clock = clock;
        _counters = counters;
        _log = log;
        _options = options;
        counters.OnDropped = OnDropped;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Tell();
    }

    private static bool IsSaidElsewhere(DropReason reason) =>
        reason is DropReason.Refused or DropReason.ExportFailed or DropReason.Invalid;

    private void OnDropped(DropReason reason)
    {
        if (!IsSaidElsewhere(reason) && Interlocked.CompareExchange(ref _isRunning, 1, 0) == 0)
        {
            LookAfter(s_gather);
        }
    }

    /// <summary>Calls do not overlap.</summary>
    private void LookAfter(TimeSpan pause)
    {
        if (_timer is null)
        {
            // A timer keeps the flow that it is made in; this one must not hold on to whatever is the first to lose
            // something.
            using AsyncFlowControl? suppressed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
            _timer = _clock.CreateTimer(
                _ => Look(), state: null, dueTime: Timeout.InfiniteTimeSpan, period: Timeout.InfiniteTimeSpan);
        }

        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        if (Tell())
        {
            LookAfter(s_quiet);
            return;
        }

        // A loss that came between the two is in the counters; the next look would be too far away for it.
        Volatile.Write(ref _isRunning, 0);
        foreach (DropReason reason in DropReasons.All)
        {
            if (_counters.Dropped(reason) != Volatile.Read(ref _told[(int)reason]))
            {
                OnDropped(reason);
            }
        }
    }

    private bool Tell()
    {
        List<string> parts = [];
        long total = 0;
        bool isNews = false;
        lock (_telling)
        {
            foreach (DropReason reason in DropReasons.All)
            {
                long dropped = _counters.Dropped(reason);
                long added = dropped - _told[(int)reason];
                if (added > 0)
                {
                    _told[(int)reason] = dropped;
                    total += added;
                    isNews |= !IsSaidElsewhere(reason);
                    parts.Add($"{added.ToString(CultureInfo.InvariantCulture)} {Explain(reason)}");
                }
            }
        }

        if (isNews)
        {
            _log.Warning(
                $"{total.ToString(CultureInfo.InvariantCulture)} records were lost: {string.Join("; ", parts)}. " +
                "Said at most once a minute; AutoTraceRuntime.Counters and the meter AutoTrace count on.");
        }

        return isNews;
    }

    private string Explain(DropReason reason) => reason switch
    {
        DropReason.QueueFull => string.Create(
            CultureInfo.InvariantCulture,
            $"because segments were closed faster than they could be sent: " +
            $"raise QueueCapacity, which is {_options.QueueCapacity}, " +
            $"or QueueBytes, which is {_options.QueueBytes}"),
        DropReason.DocumentTooLarge =>
            "because this system takes no datagrams of that size: raise the limit (macOS: net.inet.udp.maxdgram)",
        DropReason.Refused => "because nobody listened at the daemon's address, or X-Ray did not accept them",
        DropReason.BufferFull =>
            "because documents were not taken as fast as they came, the oldest traces first: " +
            "see to the destination, or raise BatchOptions.HeldBytes",
        DropReason.SpoolFull =>
            "because the spool was full, the oldest traces first: " +
            "see to the destination, or raise BatchOptions.SpoolBytes",
        DropReason.ExportFailed => "because sending failed",
        DropReason.Invalid => "because they could not be written as documents, which is a bug",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"because tracing stopped before they were sent: raise ShutdownTimeout, which is {_options.ShutdownTimeout}"),
    };
}
