using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.Integrations.Tests.Outgoing;

public sealed class OutgoingCallTests
{
    private static readonly HttpClient s_client = new();

    [Fact]
    public async Task CallIsARemoteSubsegmentAndTheSegmentThatItReachesItsChild()
    {
        await using TracedApp orders = await TracedApp.StartAsync(
            web => web.MapGet("/orders", () => Results.Text("none")), o => o.ServiceName = "orders");
        await using TracedApp shop = await TracedApp.StartAsync(
            web => web.MapGet("/", () => s_client.GetStringAsync(new Uri(orders.Address, "/orders?token=secret"))));

        await shop.Client.GetStringAsync("/");

        TraceNode caller = await shop.SegmentAsync();
        TraceNode call = Assert.Single(caller.Children);
        Assert.Equal("127.0.0.1 [remote]", call.ToString());
        Assert.Equal("GET", (string?)call.Http!["request"]!["method"]);
        Assert.Equal($"{orders.Address}orders", (string?)call.Http["request"]!["url"]);
        Assert.Equal(200, (int?)call.Http["response"]!["status"]);
        Assert.Equal(4, (int?)call.Http["response"]!["content_length"]);
        TraceNode callee = await orders.SegmentAsync();
        Assert.Equal(call.Id, callee.ParentId);
        Assert.Equal((string?)caller.Block("trace_id"), (string?)callee.Block("trace_id"));
    }

    [Fact]
    public async Task QueryIsRecordedOnlyOnRequestAndTheUserInfoNever()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new(o => o.RecordQueryString = true);
        Uri address = new UriBuilder(server.Address) { UserName = "joe", Password = "secret", Query = "q=a%20b" }.Uri;

        TraceNode job = await caller.TraceAsync(() => s_client.GetStringAsync(address));

        Assert.Equal($"{server.Address}?q=a%20b", (string?)Assert.Single(job.Children).Http!["request"]!["url"]);
    }

    [Theory]
    [InlineData(404, "127.0.0.1 [remote error]")]
    [InlineData(429, "127.0.0.1 [remote error throttle]")]
    [InlineData(500, "127.0.0.1 [remote fault]")]
    public async Task StatusDecidesTheOutcome(int status, string expected)
    {
        await using PlainServer server = await PlainServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(() => s_client.GetAsync(server.Address));

        Assert.Equal(expected, Assert.Single(job.Children).ToString());
    }

    [Fact]
    public async Task CallThatNobodyAnswersIsAFaultWithItsCause()
    {
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(() => s_client.GetAsync(UnusedAddress()));

        TraceNode call = Assert.Single(job.Children);
        Assert.Equal("127.0.0.1 [remote fault]", call.ToString());
        Assert.Equal(
            ["System.Net.Http.HttpRequestException", "System.Net.Sockets.SocketException"],
            call.Cause!["exceptions"]!.AsArray().Select(e => (string?)e!["type"]));
        Assert.Null(call.Http!["response"]);
    }

    [Fact]
    public async Task CancelledCallIsNoFault()
    {
        using CancellationTokenSource cancelled = new();
        await using PlainServer server = await PlainServer.StartAsync(context =>
        {
            cancelled.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(() => s_client.GetAsync(server.Address, cancelled.Token));

        TraceNode call = Assert.Single(job.Children);
        Assert.Equal("127.0.0.1 [remote]", call.ToString());
        Assert.NotNull(call.End);
    }

    [Fact]
    public async Task SynchronousCallIsTracedLikeAnyOther()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(() => Task.Run(() =>
        {
            using HttpRequestMessage request = new(HttpMethod.Delete, server.Address);
            s_client.Send(request);
            using TraceScope after = AutoTracer.BeginSubsegment("after");
        }));

        Assert.Equal(["127.0.0.1 [remote]", "after"], job.Children.Select(child => child.ToString()));
        Assert.Equal("DELETE", (string?)job.Children[0].Http!["request"]!["method"]);
    }

    [Fact]
    public async Task ConcurrentCallsAreSiblings()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(
            () => Task.WhenAll(Enumerable.Range(0, 5).Select(_ => s_client.GetStringAsync(server.Address))));

        Assert.Equal(5, job.Children.Count);
        Assert.All(job.Children, call => Assert.Empty(call.Children));
        Assert.Equal(
            job.Children.Select(call => call.Id).Order(), server.Requests.Select(SentHeaders.Parent).Order());
    }

    [Fact]
    public async Task RetryIsASecondSubsegmentWithAHeaderOfItsOwn()
    {
        int requests = 0;
        await using PlainServer server = await PlainServer.StartAsync(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref requests) == 1 ? 503 : 200;
            return Task.CompletedTask;
        });
        using HttpClient retrying = new(new SendTwice { InnerHandler = new SocketsHttpHandler() });
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(() => retrying.GetAsync(server.Address));

        Assert.Equal(
            ["127.0.0.1 [remote fault]", "127.0.0.1 [remote]"], job.Children.Select(call => call.ToString()));
        Assert.Equal(job.Children.Select(call => call.Id), server.Requests.Select(SentHeaders.Parent));
        Assert.All(server.Requests, SentHeaders.AssertAgree);
    }

    [Fact]
    public async Task EveryHopOfARedirectIsASubsegmentWithAHeaderOfItsOwn()
    {
        await using PlainServer server = await PlainServer.StartAsync(context =>
        {
            if (context.Request.Path == "/old")
            {
                context.Response.Redirect("/new");
            }

            return Task.CompletedTask;
        });
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(() => s_client.GetAsync(new Uri(server.Address, "/old")));

        Assert.Equal(
            [($"{server.Address}old", 302), ($"{server.Address}new", 200)],
            job.Children.Select(
                call => ((string)call.Http!["request"]!["url"]!, (int)call.Http["response"]!["status"]!)));
        Assert.Equal(job.Children.Select(call => call.Id), server.Requests.Select(SentHeaders.Parent));
        Assert.All(server.Requests, SentHeaders.AssertAgree);
    }

    [Fact]
    public async Task CallIsAChildOfTheMethodThatMakesIt()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(async () =>
        {
            using TraceScope method = AutoTracer.BeginSubsegment("Orders.Place");
            await s_client.GetStringAsync(server.Address);
            using TraceScope next = AutoTracer.BeginSubsegment("Orders.Store");
        });

        Assert.Equal(
            "Orders.Place 127.0.0.1 Orders.Store",
            string.Join(' ', job.SelfAndDescendants().Skip(1).Select(node => node.Name)));
        TraceNode method = Assert.Single(job.Children);
        Assert.Equal(2, method.Children.Count);
        Assert.True(method.Children[0].End <= method.Children[1].Start);
    }

    [Fact]
    public async Task ClientIsNotTracedWhereTheRuntimeOfTheSegmentDoesNotWantIt()
    {
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller wanting = new();
        await using TracedCaller unwilling = new(o => o.TraceHttpClient = false);

        TraceNode without = await unwilling.TraceAsync(() => s_client.GetStringAsync(server.Address));
        TraceNode with = await wanting.TraceAsync(() => s_client.GetStringAsync(server.Address));

        Assert.Empty(without.Children);
        Assert.Single(with.Children);
        Assert.Equal([false, true], server.Requests.Select(headers => headers.ContainsKey("X-Amzn-Trace-Id")));
    }

    [Fact]
    public async Task ActivityOfOthersInBetweenChangesNothing()
    {
        using ActivitySource source = new("AutoTrace.Tests.Others");
        using ActivityListener listener = new()
        {
            ShouldListenTo = candidate => candidate == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using PlainServer server = await PlainServer.StartAsync();
        await using TracedCaller caller = new();

        TraceNode job = await caller.TraceAsync(async () =>
        {
            using Activity? activity = source.StartActivity("theirs");
            Assert.NotNull(activity);
            await s_client.GetStringAsync(server.Address);
        });

        Assert.Equal(Assert.Single(job.Children).Id, SentHeaders.Parent(Assert.Single(server.Requests)));
        Assert.All(server.Requests, SentHeaders.AssertAgree);
    }

    private static Uri UnusedAddress()
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
    }

    /// <summary>A retry as handlers of retries do it: the same message once more.</summary>
    private sealed class SendTwice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using HttpResponseMessage first = await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
