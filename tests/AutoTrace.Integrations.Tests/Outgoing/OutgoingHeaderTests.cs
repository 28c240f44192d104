using System.Diagnostics;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.Integrations.Tests.Outgoing;

public sealed class OutgoingHeaderTests
{
    private const string Root = "1-5759e988-bd862e3fe1be46a994272793";

    private static readonly HttpClient s_client = new();

    [Fact]
    public async Task BothHeadersNameTheTraceAndTheSubsegmentInAHandOpenedSegment()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(() => s_client.GetStringAsync(server.Address));

        IHeaderDictionary sent = Assert.Single(server.Requests);
        Assert.Equal(
            $"Root={(string?)job.Block("trace_id")};Parent={Assert.Single(job.Children).Id};Sampled=1",
            sent["X-Amzn-Trace-Id"].ToString());
        SentHeaders.AssertAgree(sent);
    }

    [Fact]
    public async Task BothHeadersNameTheTraceAndTheSubsegmentInARequest()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => s_client.GetStringAsync(server.Address)));

        await app.Client.GetStringAsync("/");

        IHeaderDictionary sent = Assert.Single(server.Requests);
        Assert.Equal(Assert.Single((await app.SegmentAsync()).Children).Id, SentHeaders.Parent(sent));
        SentHeaders.AssertAgree(sent);
    }

    [Fact]
    public async Task DecisionNotToRecordGoesOnByBothHeaders()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => s_client.GetStringAsync(server.Address)));
        app.Client.DefaultRequestHeaders.Add("X-Amzn-Trace-Id", $"Root={Root};Parent=53995c3f42cd8ad8;Sampled=0");

        await app.Client.GetStringAsync("/");

        IHeaderDictionary sent = Assert.Single(server.Requests);
        TraceHeader header = SentHeaders.XRay(sent);
        Assert.Equal((Root, SamplingDecision.NotSampled), (header.Root.ToString(), header.Sampled));
        Assert.NotEqual("53995c3f42cd8ad8", header.Parent.ToString());
        SentHeaders.AssertAgree(sent);
        await app.TreeAsync(documents: 0);
    }

    [Fact]
    public async Task UnknownFieldsOfTheIncomingHeaderGoOn()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();
        Assert.True(TraceHeader.TryParse($"Root={Root};Lineage=a87bd80c:1|68fd508a:5", out TraceHeader header));

        await caller.TraceAsync(() => s_client.GetStringAsync(server.Address), header);

        Assert.EndsWith(
            ";Sampled=1;Lineage=a87bd80c:1|68fd508a:5", Assert.Single(server.Requests)["X-Amzn-Trace-Id"].ToString());
    }

    [Fact]
    public async Task NothingIsAddedOutsideASegment()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        await s_client.GetStringAsync(server.Address);

        AssertUntouched(Assert.Single(server.Requests));
        Assert.Equal(default, caller.Runtime.Counters);
    }

    [Fact]
    public async Task NothingIsAddedUnderSuppression()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(async () =>
        {
            using TraceScope quiet = AutoTracer.Suppress();
            await s_client.GetStringAsync(server.Address);
        });

        AssertUntouched(Assert.Single(server.Requests));
        Assert.Empty(job.Children);
    }

    [Fact]
    public async Task NothingIsAddedLongAfterTheSegmentHasEnded()
    {
        ManualTimeProvider clock = new();
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new(o => o.TimeProvider = clock);
        TaskCompletionSource segmentIsLongGone = new();
        Task late;
        using (caller.Runtime.BeginSegment("job"))
        {
            late = Task.Run(async () =>
            {
                await segmentIsLongGone.Task;
                await s_client.GetStringAsync(server.Address);
            });
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        segmentIsLongGone.SetResult();
        await late;

        AssertUntouched(Assert.Single(server.Requests));
        Assert.Equal(0, caller.Runtime.Counters.CallsWithoutSegment);
    }

    [Fact]
    public async Task HeaderOfSomebodyElseStays()
    {
        const string theirs = $"Root={Root};Parent=53995c3f42cd8ad8;Sampled=1";
        const string theirTraceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(async () =>
        {
            using HttpRequestMessage request = new(HttpMethod.Get, server.Address);
            request.Headers.Add("X-Amzn-Trace-Id", theirs);
            request.Headers.Add("traceparent", theirTraceparent);
            await s_client.SendAsync(request);
        });

        IHeaderDictionary sent = Assert.Single(server.Requests);
        Assert.Equal((theirs, theirTraceparent), (sent["X-Amzn-Trace-Id"].ToString(), sent.TraceParent.ToString()));
        Assert.Single(job.Children);
    }

    [Fact]
    public async Task TracestateOfTheRequestGoesOn()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => s_client.GetStringAsync(server.Address)));
        app.Client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        app.Client.DefaultRequestHeaders.Add("tracestate", "rojo=1");

        await app.Client.GetStringAsync("/");

        IHeaderDictionary sent = Assert.Single(server.Requests);
        Assert.Equal("rojo=1", sent.TraceState.ToString());
        SentHeaders.AssertAgree(sent);
    }

    [Fact]
    public async Task ActivityOfTheCallIsGoneWhenTheCallIs()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();
        Activity? after = null;

        await caller.TraceAsync(async () =>
        {
            await s_client.GetStringAsync(server.Address);
            after = Activity.Current;
        });

        Assert.Null(after);
    }

    private static void AssertUntouched(IHeaderDictionary sent) =>
        Assert.Equal((false, false), (sent.ContainsKey("X-Amzn-Trace-Id"), sent.ContainsKey("traceparent")));
}
