using AutoTrace.Export;

namespace AutoTrace.Diagnostics;

/// <summary>
/// Looks once, a minute after the start, whether anything has arrived, and says so when segments were made but none was
/// accepted.
/// </summary>
internal sealed class SilenceWatch : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ITimer _timer;

    public SilenceWatch(
        TimeProvider clock, Counters counters, DeliveryReport report, RuntimeLog log, string destination)
    {
        _timer = clock.CreateTimer(_ => Look(), state: null, dueTime: s_patience, period: Timeout.InfiniteTimeSpan);

        void Look()
        {
            if (counters.Produced > counters.NotKept && counters.Sent == 0)
            {
                log.Warning(
                    $"{counters.Produced} records were produced in the first minute and none was accepted by {destination}. " +
                    (report.LastProblem ?? "No cause is known; the counters say where they went."));
            }
        }
    }

    public void Dispose() => _timer.Dispose();
}
