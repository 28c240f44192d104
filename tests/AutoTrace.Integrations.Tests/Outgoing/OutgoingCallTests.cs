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
}
