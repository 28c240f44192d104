namespace Shop.Launch;

/// <summary>
/// Ties a service's life to the launcher's: it stops when its stdin ends, however the launcher came to its end. Ctrl-C
/// and a closed terminal, which reach every process, are the launcher's business.
/// </summary>
internal sealed class LauncherLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly StopSignals _ignored = StopSignals.OnTerminal(() => { });
    private readonly StopSignals _terminate = StopSignals.OnTerminate(application.StopApplication);

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: reading a pipe blocks, and a service has few pool threads to spare.
        new Thread(StopWhenStdinEnds) { IsBackground = true, Name = "stdin" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _ignored.Dispose();
        _terminate.Dispose();
    }

    private void StopWhenStdinEnds()
    {
        Console.OpenStandardInput().CopyTo(Stream.Null);
        application.StopApplication();
    }
}
