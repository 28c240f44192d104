using AutoTrace.Diagnostics;

namespace AutoTrace.Sampling;

/// <summary>Polls in the background, from the start of the runtime until it is disposed of.</summary>
internal sealed class CentralPolling : IDisposable
{
    // Delays are whole milliseconds: with a part cut off, it would ask in a circle until the time has come.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    private readonly CentralSampling _sampling;
    private readonly TimeProvider _clock;
    private readonly RuntimeLog _log;
    private readonly CancellationTokenSource _stop = new();

    private CentralPolling(CentralSampling sampling, TimeProvider clock, RuntimeLog log)
    {
        _sampling = sampling;
        _clock = clock;
        _log = log;
    }

    /// <summary>Starts; the first question is asked by another thread.</summary>
    public static CentralPolling Start(CentralSampling sampling, TimeProvider clock, RuntimeLog log)
    {
        CentralPolling polling = new(sampling, clock, log);
        _ = Task.Run(polling.RunAsync);
        return polling;
    }

    /// <summary>Gives up what is being asked. Waits for nothing.</summary>
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync()
    {
        using TraceScope untraced = AutoTracer.Suppress();
        try
        {
            while (true)
            {
                TimeSpan wait = await _sampling.PollAsync(_stop.Token).ConfigureAwait(false);
                await Task.Delay(wait + s_tick, _clock, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end.
        }
        catch (Exception failure)
        {
            // A clock of the user's, for one.
            _log.Warning($"X-Ray is asked no more about sampling: {failure}");
        }
    }
}
