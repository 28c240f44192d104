using AutoTrace.Export;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AutoTrace.Integrations.Tests.AspNetCore;

/// <summary>How users test their applications: in memory, and here with the older kind of host builder.</summary>
public sealed class TestServerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RequestIsTracedWhetherAutoTraceOrTheWebHostIsAddedFirst(bool autoTraceFirst)
    {
        using InMemoryExporter exporter = new();
        IHostBuilder builder = new HostBuilder();
        if (autoTraceFirst)
        {
            AddAutoTrace();
        }

        builder.ConfigureWebHost(web => web
            .UseTestServer()
            .Configure(app => app.Run(_ => Task.CompletedTask)));
        if (!autoTraceFirst)
        {
            AddAutoTrace();
        }

        using IHost host = await builder.StartAsync();
        HttpClient client = host.GetTestClient();
        client.DefaultRequestHeaders.Add("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793");
        await client.GetAsync("/");
        await host.StopAsync();

        SegmentDocument segment = SegmentDocument.Parse(Assert.Single(exporter.Documents));
        DocumentRules.AssertValid([segment]);
        Assert.Equal(("shop", "1-5759e988-bd862e3fe1be46a994272793"), (segment.Name, segment.TraceId));

        void AddAutoTrace() => builder.ConfigureServices(services => services.AddAutoTrace(options =>
        {
            options.ServiceName = "shop";
            options.Exporter = exporter;
            options.SampleEverything = true;
        }));
    }
}
