using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class IgnoredPathTests
{
    private static readonly HttpClient s_client = new();

    [Theory]
    [InlineData("/health")]
    [InlineData("/healthz")]
    [InlineData("/Health/Live")]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/alive")]
    [InlineData("/metrics")]
    [InlineData("/internal/a/b")]
    public async Task IgnoredRequestLeavesNothingBehind(string path)
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapFallback(async () =>
            {
                using TraceScope work = AutoTracer.BeginSubsegment("work");
                await s_client.GetStringAsync(server.Address);
            }),
            options => options.Ignore("/metrics").Ignore("/internal/*"));

        await app.Client.GetStringAsync(path);
        await app.Client.GetStringAsync("/traced");

        Assert.EndsWith("/traced", (string?)(await app.SegmentAsync()).Http!["request"]!["url"]);
        Assert.Equal(0, app.Runtime.Counters.CallsWithoutSegment);
        Assert.Equal([false, true], server.Requests.Select(headers => headers.ContainsKey("X-Amzn-Trace-Id")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/orders/health")]
    [InlineData("/alive/and/well")]
    public async Task OtherPathsAreTraced(string path)
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapFallback(() => "hello"));

        await app.Client.GetStringAsync(path);

        await app.SegmentAsync();
    }
}
