using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Testing.Tests;

/// <summary>An application in a test host: how its requests are captured.</summary>
public sealed class TestHostTests
{
    [Fact]
    public async Task RequestIsASegmentWithItsCalls()
    {
        using TraceCapture traces = TraceCapture.Start();
        await using WebApplication app = await StartAsync(traces);
        string answer = await app.GetTestClient().GetStringAsync("/orders/ada?pieces=2");

        Assert.Equal("2 for ada", answer);
        CapturedSpan request = await traces.SegmentAsync("shop");
        Assert.Equal("shop [segment]\n  Shop.OrderAsync\n    Shop.Reserve", request.ToString());
        Assert.Equal("ada", request["Shop.OrderAsync"].Annotations["customer"]);
        Assert.Equal(
            200, request.Json.GetProperty("http").GetProperty("response").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task RequestJoinsTheTraceOfTheTestThatSendsItsHeader()
    {
        using TraceCapture traces = TraceCapture.Start();
        await using WebApplication app = await StartAsync(traces);
        using HttpClient client = app.GetTestClient();
        client.DefaultRequestHeaders.Add(TraceHeader.Name, AutoTracer.Current.Header.ToString());
        await client.GetStringAsync("/orders/ada");
        await traces.SegmentAsync("shop");

        Assert.Equal(
            "test [segment]\n  shop [segment]\n    Shop.OrderAsync\n      Shop.Reserve",
            (await traces.EndAsync()).ToString());
    }

    [Fact]
    public async Task ManyRequestsAreWaitedFor()
    {
        using TraceCapture traces = TraceCapture.Start();
        await using WebApplication app = await StartAsync(traces);
        using HttpClient client = app.GetTestClient();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetStringAsync("/orders/ada")));

        Assert.Equal(20, (await traces.SegmentsAsync("shop", 20)).Count);
    }

    [Fact]
    public async Task HostsSideBySideNeverSeeEachOther()
    {
        using TraceCapture first = TraceCapture.Start("first");
        using TraceCapture second = TraceCapture.Start("second");
        await using WebApplication firstApp = await StartAsync(first);
        await using WebApplication secondApp = await StartAsync(second);
        await Task.WhenAll(
            firstApp.GetTestClient().GetStringAsync("/orders/ada"),
            secondApp.GetTestClient().GetStringAsync("/orders/grace"));

        Assert.Equal("ada", (await first.SegmentAsync("shop"))["Shop.OrderAsync"].Annotations["customer"]);
        Assert.Equal("grace", (await second.SegmentAsync("shop"))["Shop.OrderAsync"].Annotations["customer"]);
        Assert.Single(first.Roots);
        Assert.Single(second.Roots);
    }

    private static async Task<WebApplication> StartAsync(TraceCapture traces)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddAutoTrace(options => options.ServiceName = "shop");
        builder.Services.Configure<AutoTraceOptions>(traces.Configure);
        WebApplication app = builder.Build();
        app.MapGet("/orders/{customer}", (string customer, int? pieces) => new Shop().OrderAsync(customer, pieces ?? 1));
        await app.StartAsync();
        return app;
    }
}
