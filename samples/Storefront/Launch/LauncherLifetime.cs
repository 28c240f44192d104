namespace Shop.Launch;

/// <summary>
/// Ties a service's life to the launcher's: it stops when its stdin ends, however the launcher came to its end. Ctrl-C and a
/// closed terminal, which reach every process, are the launcher's business.
/// </summary>
internal sealed class LauncherLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly StopSignals _ignored = StopSignals.OnTerminal(() => { });
    private readonly StopSignals _terminate = StopSignals.OnTerminate(application.StopApplication);

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _ = StopWhenStdinEndsAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _ignored.Dispose();
        _terminate.Dispose();
    }

    private async Task StopWhenStdinEndsAsync()
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        application.StopApplication();
    }
}
