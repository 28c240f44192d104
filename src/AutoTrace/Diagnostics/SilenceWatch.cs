using AutoTrace.Export;

namespace AutoTrace.Diagnostics;

/// <summary>
/// Says so when segments are made and for a minute none is accepted, at the start or later: once, and again after something
/// was accepted in between.
/// </summary>
internal sealed class SilenceWatch : IDisposable
{
    // Twice a minute: what was made before the last look has had time to arrive.
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(30);

    private readonly Counters _counters;
    private readonly DeliveryReport _report;
    private readonly RuntimeLog _log;
    private readonly string _destination;
    private readonly object _looking = new();
    private readonly ITimer _timer;
    private Reading _beforeLast;
    private Reading _last;
    private bool _isSaid;

    public SilenceWatch(
        TimeProvider clock, Counters counters, DeliveryReport report, RuntimeLog log, string destination)
    {
        _counters = counters;
        _report = report;
        _log = log;
        _destination = destination;
        _timer = clock.CreateTimer(_ => Look(), state: null, s_period, s_period);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        // A look that a busy pool brings late may meet the next one.
        lock (_looking)
        {
            Reading now = new(_counters.Produced - _counters.NotKept, _counters.Sent);
            _isSaid &= now.Accepted <= _last.Accepted;
            if (!_isSaid && _last.Made > _beforeLast.Made && now.Accepted <= _beforeLast.Accepted)
            {
                _isSaid = true;
                _log.Warning(
                    $"{now.Made - _beforeLast.Made} records were produced in the last minute and none was accepted by " +
                    $"{_destination}. {_report.LastProblem ?? "No cause is known; the counters say where they went."}");
            }

            (_beforeLast, _last) = (_last, now);
        }
    }

    private readonly record struct Reading(long Made, long Accepted);
}
