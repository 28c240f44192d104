using System.Net;
using System.Net.Sockets;
using AutoTrace.Hosting;
using AutoTrace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Integrations.Tests.Hosting;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task ServiceWhoseTracesNobodyTakesIsDegradedForAMinute()
    {
        ManualTimeProvider clock = new();
        await using ServiceProvider services = Services(options =>
        {
            options.DaemonAddress = $"127.0.0.1:{ClosedPort()}";
            options.TimeProvider = clock;
        });
        AutoTraceRuntime runtime = services.GetRequiredService<AutoTraceRuntime>();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
        await Eventually.TrueAsync(() =>
        {
            runtime.BeginSegment("refused").Dispose();
            return runtime.Counters.DroppedRefused > 0;
        });

        HealthReportEntry entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains(" refused.", entry.Description, StringComparison.Ordinal);
        Assert.NotEqual(0L, entry.Data["dropped_refused"]);

        await runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(services)).Status);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
    }

    [Fact]
    public async Task ServiceWhoseTracesArriveIsHealthyAndSaysHowMany()
    {
        await using ServiceProvider services = Services(options => options.Exporter = new AutoTrace.Export.InMemoryExporter());
        AutoTraceRuntime runtime = services.GetRequiredService<AutoTraceRuntime>();
        runtime.BeginSegment("taken").Dispose();
        await runtime.FlushAsync(Eventually.Deadline);

        HealthReportEntry entry = await CheckAsync(services);
        Assert.Equal((HealthStatus.Healthy, "1 records were delivered."), (entry.Status, entry.Description));
        Assert.Equal((1L, 1L), (entry.Data["produced"], entry.Data["sent"]));
    }

    [Fact]
    public async Task TracingThatIsTurnedOffIsHealthy()
    {
        await using ServiceProvider services = Services(options => options.Enabled = false);

        HealthReportEntry entry = await CheckAsync(services);
        Assert.Equal((HealthStatus.Healthy, "Tracing is off."), (entry.Status, entry.Description));
    }

    [Fact]
    public void RecordsThatWaitWithoutOneBeingDeliveredAreSaidAfterHalfAMinute()
    {
        ManualTimeProvider clock = new();
        DeliveryWatch watch = new(clock);
        TraceCounters stuck = new() { Produced = 10, Sent = 3, NotKept = 2 };

        Assert.Equal(HealthStatus.Healthy, watch.Judge(stuck).Status);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HealthStatus.Healthy, watch.Judge(stuck).Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            (HealthStatus.Degraded, "No trace has been delivered for 30 s, and 5 records wait."),
            (watch.Judge(stuck).Status, watch.Judge(stuck).Description));

        Assert.Equal(HealthStatus.Healthy, watch.Judge(stuck with { Sent = 4 }).Status);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HealthStatus.Healthy, watch.Judge(stuck with { Sent = 8 }).Status);
    }

    private static ServiceProvider Services(Action<AutoTraceOptions> configure)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddAutoTrace(configure);
        services.Configure<AutoTraceOptions>(options => options.SampleEverything = true);
        services.AddHealthChecks().AddCheck<AutoTraceHealthCheck>("autotrace");
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["autotrace"];

    private static int ClosedPort()
    {
        using Socket socket = new(SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
