using System.Diagnostics;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class IncomingHeaderTests
{
    private const string Root = "1-5759e988-bd862e3fe1be46a994272793";
    private const string Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string W3CRoot = "1-0af76519-16cd43dd8448eb211c80319c";

    [Theory]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8;Sampled=1", null, Root, "53995c3f42cd8ad8")]
    [InlineData($"Sampled=1; Parent=53995c3f42cd8ad8; Root={Root}", null, Root, "53995c3f42cd8ad8")]
    [InlineData($"root={Root};parent=53995C3F42CD8AD8;sampled=1", null, Root, "53995c3f42cd8ad8")]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8;Sampled=?", null, Root, "53995c3f42cd8ad8")]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8", null, Root, "53995c3f42cd8ad8")]
    [InlineData($"Root={Root}", null, Root, null)]
    [InlineData($"Root={Root};Sampled=1", null, Root, null)]
    [InlineData($"Self=1-67891234-12456789abcdef012345678;Root={Root}", null, Root, null)]
    [InlineData($"Root={Root};Lineage=a87bd80c:1|68fd508a:5", null, Root, null)]
    [InlineData(null, Traceparent, W3CRoot, "b7ad6b7169203331")]
    [InlineData(null, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", W3CRoot, "b7ad6b7169203331")]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8;Sampled=1", Traceparent, Root, "53995c3f42cd8ad8")]
    [InlineData($"Root={Root}", "00-5759e988bd862e3fe1be46a994272793-b7ad6b7169203331-01", Root, null)]
    [InlineData("Root=1-nonsense", Traceparent, W3CRoot, "b7ad6b7169203331")]
    public async Task HeaderIsJoinedAndTheActivityHasTheSegmentsIds(
        string? xray, string? traceparent, string expectedTrace, string? expectedParent)
    {
        (TraceNode segment, string activity) = await RequestAsync(xray, traceparent);

        Assert.Equal(expectedTrace, (string?)segment.Block("trace_id"));
        Assert.Equal(expectedParent, segment.ParentId);
        Assert.Equal($"{W3C(expectedTrace)} {segment.Id}", activity);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("Root=1-nonsense;Sampled=1", null)]
    [InlineData($"Root={Root};Root={Root}", null)]
    [InlineData("Sampled=0", null)]
    [InlineData(null, "00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("=;=;;", "nonsense")]
    public async Task WithoutAValidHeaderANewTraceBeginsWhoseIdBeginsWithTheTime(string? xray, string? traceparent)
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        (TraceNode segment, string activity) = await RequestAsync(xray, traceparent);

        string trace = (string)segment.Block("trace_id")!;
        Assert.InRange(
            Convert.ToInt64(trace[2..10], 16), before.ToUnixTimeSeconds(), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.Null(segment.ParentId);
        Assert.Equal($"{W3C(trace)} {segment.Id}", activity);
    }

    [Theory]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8;Sampled=0", null)]
    [InlineData($"Root={Root};Sampled=0", null)]
    [InlineData($"Root={Root};Sampled=0", Traceparent)]
    public async Task DecisionNotToRecordIsHonoured(string xray, string? traceparent)
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", () =>
        {
            using TraceScope work = AutoTracer.BeginSubsegment("work");
            return $"{AutoTracer.Current.Header.Sampled} {Activity.Current!.TraceId}";
        }));
        AddHeaders(app.Client, xray, traceparent);

        Assert.Equal($"NotSampled {W3C(Root)}", await app.Client.GetStringAsync("/"));

        await Eventually.EqualAsync(2, () => app.Runtime.Counters.NotKept);
        await app.TreeAsync(documents: 0);
    }

    [Fact]
    public async Task CallerThatTracesNothingDoesNotDecideThatNothingIsTraced()
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", () => "hello"));

        // ASP.NET Core starts one for each request, traced or not, and HttpClient passes it on.
        using (Activity theirs = new Activity("request").Start())
        {
            await app.Client.GetStringAsync("/");
            Assert.Equal(theirs.TraceId.ToString(), W3C((string)(await app.SegmentAsync()).Block("trace_id")!));
        }
    }

    [Fact]
    public async Task DecisionIsAnsweredToWhoAsksForIt()
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", () => "hello"));
        AddHeaders(app.Client, $"Root={Root};Parent=53995c3f42cd8ad8;Sampled=?", null);

        using HttpResponseMessage response = await app.Client.GetAsync("/");

        Assert.Equal($"Root={Root};Sampled=1", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")));
    }

    [Fact]
    public async Task DecisionIsAnsweredEvenByAnErrorHandler()
    {
        await using TracedApp app = await TracedApp.StartAsync(web =>
        {
            web.UseExceptionHandler(error => error.Run(_ => Task.CompletedTask));
            web.MapGet("/", string () => throw new InvalidOperationException());
        });
        AddHeaders(app.Client, $"Root={Root};Sampled=?", null);

        using HttpResponseMessage response = await app.Client.GetAsync("/");

        Assert.Equal($"Root={Root};Sampled=1", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")));
    }

    [Theory]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData($"Root={Root}")]
    [InlineData(null)]
    public async Task WhoDoesNotAskIsNotAnswered(string? xray)
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", () => "hello"));
        AddHeaders(app.Client, xray, null);

        using HttpResponseMessage response = await app.Client.GetAsync("/");

        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Fact]
    public async Task ApplicationWithAPropagatorOfItsOwnKeepsItAndStillJoins()
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => $"{Activity.Current!.TraceId}"),
            builder: web => web.Services.AddSingleton(DistributedContextPropagator.CreateNoOutputPropagator()));
        AddHeaders(app.Client, $"Root={Root};Parent=53995c3f42cd8ad8", null);

        string activity = await app.Client.GetStringAsync("/");

        TraceNode segment = await app.SegmentAsync();
        Assert.NotEqual(W3C(Root), activity);
        Assert.Equal((Root, "53995c3f42cd8ad8"), ((string?)segment.Block("trace_id"), segment.ParentId));
    }

    [Theory]
    [InlineData(null, "rojo=1 7")]
    [InlineData($"Root={W3CRoot};Parent=53995c3f42cd8ad8", "rojo=1 7")]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8", " 7")]
    public async Task TracestateArrivesIfItIsAboutTheSameTraceAndBaggageAlways(string? xray, string expected)
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet(
            "/", () => $"{Activity.Current!.TraceStateString} {Activity.Current.GetBaggageItem("till")}"));
        AddHeaders(app.Client, xray, Traceparent);
        app.Client.DefaultRequestHeaders.Add("tracestate", "rojo=1");
        app.Client.DefaultRequestHeaders.Add("baggage", "till=7");

        Assert.Equal(expected, await app.Client.GetStringAsync("/"));
    }

    private static async Task<(TraceNode Segment, string ActivityIds)> RequestAsync(string? xray, string? traceparent)
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => $"{Activity.Current!.TraceId} {Activity.Current.SpanId}"));
        AddHeaders(app.Client, xray, traceparent);
        string activity = await app.Client.GetStringAsync("/");
        return (await app.SegmentAsync(), activity);
    }

    private static void AddHeaders(HttpClient client, string? xray, string? traceparent)
    {
        if (xray is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Amzn-Trace-Id", xray);
        }

        // Without one of ours the platform adds none: there is no Activity around the tests.
        if (traceparent is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("traceparent", traceparent);
        }
    }

    private static string W3C(string trace) => trace[2..].Replace("-", "", StringComparison.Ordinal);
}
