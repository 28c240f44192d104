namespace AutoTrace.Export;

/// <summary>
/// Tells a transport every minute what has become of the records. A failure is said once, and again after another.
/// </summary>
internal sealed class CounterReports(ISegmentTransport transport, DeliveryReport report)
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    private string? _said;

    /// <summary>Goes on until it is stopped. Never throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using PeriodicTimer timer = new(s_period, report.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                await ReportAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        using CancellationTokenSource timeout = new(s_period, report.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        try
        {
            await transport.ReportAsync(report.Counters, either.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            if (_said != failure.Message)
            {
                _said = failure.Message;
                report.Warn(failure.Message);
            }
        }
        catch (Exception)
        {
            // Stopping.
        }
    }
}
