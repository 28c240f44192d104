using Microsoft.Extensions.Hosting;

namespace AutoTrace.Hosting;

/// <summary>
/// Ties the runtime to the host: it is started when the host creates its services, this one first, and delivers what is
/// waiting once all of them have stopped. The container stops it when the host is disposed, so that what runs until
/// then is still traced.
/// </summary>
internal sealed class TracingService(AutoTraceRuntime runtime) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The host's token is not listened to: when stopping took too long, the traces of it are worth the short wait.
    public async Task StoppedAsync(CancellationToken cancellationToken) =>
        await runtime.FlushAsync(runtime.Options.ShutdownTimeout, CancellationToken.None).ConfigureAwait(false);
}
