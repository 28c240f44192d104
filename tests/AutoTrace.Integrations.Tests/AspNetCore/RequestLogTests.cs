using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class RequestLogTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")]
    public async Task LinesOfARequestCarryTheIdsThatXRayShows(string? header)
    {
        using CapturedLog log = new();
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", (ILogger<RequestLogTests> logger) => logger.LogWarning("low on paper")),
            builder: web => web.Services.AddSingleton<ILoggerProvider>(log));
        app.Client.DefaultRequestHeaders.TryAddWithoutValidation("X-Amzn-Trace-Id", header);

        await app.Client.GetStringAsync("/");

        TraceNode segment = await app.SegmentAsync();
        string trace = (string)segment.Block("trace_id")!;
        CapturedLog.Line line = Assert.Single(log.Lines, line => line.Message == "low on paper");
        Assert.Equal($"{trace}@{segment.Id}", line.Scope["AWS-XRAY-TRACE-ID"]);
        Assert.Equal(trace[2..].Replace("-", "", StringComparison.Ordinal), line.Scope["TraceId"]);
        Assert.Equal(segment.Id, line.Scope["SpanId"]);
    }
}
