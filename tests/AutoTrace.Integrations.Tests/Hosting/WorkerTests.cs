using AutoTrace.Export;
using AutoTrace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Integrations.Tests.Hosting;

public sealed class WorkerTests : IDisposable
{
    private readonly InMemoryExporter _exporter = new();

    public void Dispose() => _exporter.Dispose();

    [Fact]
    public async Task ServiceIsTracedFromItsConstructorUntilItIsDisposedOf()
    {
        using (IHost host = CreateHost(out _))
        {
            await host.StartAsync();
            await host.StopAsync();
            Assert.Equal(
                ["constructor", "StartingAsync", "StartAsync", "StopAsync", "StoppedAsync"],
                SegmentNames().Order(Comparer<string>.Create(Service.Compare)));
        }

        Assert.Contains("Dispose", SegmentNames());
        DocumentRules.AssertValid(_exporter.Documents.Select(SegmentDocument.Parse));
    }

    [Fact]
    public async Task HostThatIsOnlyDisposedOfLosesNothing()
    {
        using (IHost host = CreateHost(out _))
        {
            await host.StartAsync();
        }

        Assert.Contains("StartAsync", SegmentNames());
        Assert.Contains("Dispose", SegmentNames());
    }

    [Fact]
    public async Task WhatIsToBeSaidGoesToTheLog()
    {
        using IHost host = CreateHost(out CapturedLog log);
        await host.StartAsync();
        await host.StopAsync();

        CapturedLog.Line line = Assert.Single(log.Lines, line => line.Category == "AutoTrace");
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Contains("service 'worker'", line.Message);
    }

    [Fact]
    public async Task CallbacksOfTheUserComeBeforeTheLog()
    {
        List<string> said = [];
        using IHost host = CreateHost(out CapturedLog log, o => o.OnInformation = said.Add);
        await host.StartAsync();
        await host.StopAsync();

        Assert.Single(said);
        Assert.DoesNotContain(log.Lines, line => line.Category == "AutoTrace");
    }

    private IHost CreateHost(out CapturedLog log, Action<AutoTraceOptions>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = "worker" });
        log = new CapturedLog();
        builder.Logging.AddProvider(log);

        // The service is there first and is traced even so.
        builder.Services.AddHostedService<Service>();
        builder.Services.AddAutoTrace(o =>
        {
            o.Exporter = _exporter;
            o.SampleEverything = true;
            configure?.Invoke(o);
        });
        return builder.Build();
    }

    private IEnumerable<string> SegmentNames() => _exporter.Documents.Select(json => SegmentDocument.Parse(json).Name!);

    private sealed class Service : IHostedLifecycleService, IDisposable
    {
        private static readonly string[] s_order =
            ["constructor", "StartingAsync", "StartAsync", "StopAsync", "StoppedAsync"];

        private readonly AutoTraceRuntime _runtime;

        public Service(AutoTraceRuntime runtime)
        {
            _runtime = runtime;
            Trace("constructor");
        }

        public static int Compare(string a, string b) => Array.IndexOf(s_order, a) - Array.IndexOf(s_order, b);

        public Task StartingAsync(CancellationToken cancellationToken) => Trace("StartingAsync");

        public Task StartAsync(CancellationToken cancellationToken) => Trace("StartAsync");

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Trace("StopAsync");

        public Task StoppedAsync(CancellationToken cancellationToken) => Trace("StoppedAsync");

        public void Dispose() => Trace("Dispose");

        // By the runtime, since other tests run their own in this process.
        private Task Trace(string name)
        {
            _runtime.BeginSegment(name).Dispose();
            return Task.CompletedTask;
        }
    }
}
