using System.Net;
using System.Text.Json;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.Web;

public sealed class ConsoleApiTests : IAsyncLifetime
{
    private TestDaemon _daemon = null!;

    public async Task InitializeAsync()
    {
        _daemon = await TestDaemon.StartAsync();
        for (int trace = 1; trace <= 3; trace++)
        {
            await _daemon.PutAsync(
                Some.Segment("storefront", 1, at: trace, lasts: 0.1 * trace).With("trace_id", Id(trace)).Around(
                    Some.Subsegment("orders", 2, "remote", at: trace, lasts: 0.01 * trace),
                    Some.Subsegment("Cart.Price", 4, at: trace)),
                Some.Segment("orders", 3, caller: 2, at: trace).With("trace_id", Id(trace)).With("fault", trace == 2));
        }
    }

    public async Task DisposeAsync() => await _daemon.DisposeAsync();

    [Theory]
    [InlineData("", new[] { 3, 2, 1 })]
    [InlineData("?service=orders", new[] { 3, 2, 1 })]
    [InlineData("?service=orders&outcome=fault", new[] { 2 })]
    [InlineData("?service=orders&outcome=ok,error", new[] { 3, 1 })]
    [InlineData("?service=storefront&type=&min=0.15&max=0.25", new[] { 2 })]
    [InlineData("?service=storefront&to=orders&min=0.03", new[] { 3 })]
    [InlineData("?service=storefront&type=client&to=storefront&toType=", new[] { 3, 2, 1 })]
    [InlineData("?min=0.3", new[] { 3 })]
    [InlineData("?start=1700000002&end=1700000003", new[] { 2 })]
    [InlineData("?service=payments", new int[0])]
    [InlineData("?service=&type=&to=&toType=&outcome=&min=&max=", new[] { 3, 2, 1 })]
    public async Task TracesAreThoseOfANodeAnEdgeARangeOrAnOutcome(string query, int[] traces)
    {
        JsonElement answer = await _daemon.GetAsync($"/_autotrace/traces{query}");

        Assert.Equal(
            traces.Select(Id),
            answer.Items("TraceSummaries").Select(s => s.Text("Id")));
        Assert.Equal(traces.Length, answer.Number("Total"));
    }

    [Fact]
    public async Task ALimitCutsTheListAndNotTheTotal()
    {
        JsonElement answer = await _daemon.GetAsync("/_autotrace/traces?limit=1");

        JsonElement summary = Assert.Single(answer.Items("TraceSummaries"));
        Assert.Equal(Id(3), summary.Text("Id"));
        Assert.Equal((2, 4), (summary.Number("ServiceCount"), summary.Number("SegmentCount")));
        Assert.Equal(3, answer.Number("Total"));
    }

    [Theory]
    [InlineData("min=fast", "min is not a number")]
    [InlineData("start=NaN", "start is not a number")]
    [InlineData("outcome=great", "outcome lists any of")]
    [InlineData("to=orders", "needs service")]
    public async Task ABadQueryIsRefusedByName(string query, string message)
    {
        using HttpResponseMessage response = await _daemon.Client.GetAsync($"/_autotrace/traces?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task TheStatusTellsWhatCameInAndWhatWasInvalid()
    {
        _daemon.SendByUdp("junk"u8);
        _daemon.SendByUdp(Some.Segment("late", 9));
        await _daemon.StatusAsync("ReceivedDatagrams", 2);
        await _daemon.StatusAsync("ReceivedDocuments", 7);

        JsonElement status = await _daemon.StatusAsync();

        Assert.Equal((4, 7, 1), (
            status.Number("Traces"), status.Number("Documents"), status.Number("InvalidDocuments")));
        JsonElement invalid = Assert.Single(status.Items("Invalid"));
        Assert.StartsWith("udp 127.0.0.1:", invalid.Text("Source"));
        Assert.Equal("junk", invalid.Text("Excerpt"));
        Assert.Contains("header line", invalid.Text("Reason"));
        Assert.InRange(invalid.Number("Time")!.Value, status.Number("StartedAt")!.Value, double.MaxValue);
        Assert.Equal($"127.0.0.1:{_daemon.UdpPort}", status.Text("Udp"));
        Assert.Equal(_daemon.Client.BaseAddress!.Authority, status.Text("Http"));
        Assert.Equal(268435456, status.Number("StoreLimitBytes"));
        Assert.InRange(status.Number("StoreBytes")!.Value, 1, 268435456);
        Assert.Equal(0, status.Number("EvictedTraces"));
        Assert.Matches(@"^\d+\.\d+\.\d+$", status.Text("Version"));
    }

    [Fact]
    public async Task TheLastFiftyInvalidDocumentsAreRemembered()
    {
        for (int i = 0; i < 60; i++)
        {
            await _daemon.PutAsync(new System.Text.Json.Nodes.JsonObject { ["n"] = i });
        }

        JsonElement status = await _daemon.StatusAsync();
        Assert.Equal(60, status.Number("InvalidDocuments"));
        Assert.Equal(
            Enumerable.Range(10, 50).Reverse().Select(i => $"{{\"n\":{i}}}"),
            status.Items("Invalid").Select(i => i.Text("Excerpt")));
    }

    private static string Id(int trace) => $"1-581cf771-{trace:x24}";
}
