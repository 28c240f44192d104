namespace AutoTrace.TracedProgram;

/// <summary>A generic host without the web framework: traces until it is told to stop, and while it stops.</summary>
internal static class WorkerProgram
{
    public static async Task<int> RunAsync()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<LastWords>();
        builder.Services.AddHostedService<Worker>();
        builder.Services.AddAutoTrace();
        using IHost host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    private sealed class Worker(LastWords lastWords, IHostEnvironment environment) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Segments.Close("job", 1);
            Console.WriteLine($"ready {environment.ApplicationName} {lastWords}");
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Segments.Close("stopping", 100);
        }
    }

    /// <summary>What a service does when the container is disposed, after all has stopped.</summary>
    private sealed class LastWords : IDisposable
    {
        public void Dispose() => Segments.Close("disposing", 100);
    }
}
