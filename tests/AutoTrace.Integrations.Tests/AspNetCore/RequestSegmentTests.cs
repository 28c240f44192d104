using System.Net;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class RequestSegmentTests
{
    [Fact]
    public async Task RequestIsASegmentThatSaysWhatWasAskedAndAnswered()
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/orders/{id}", (int id) => Results.Text($"order {id}")));
        app.Client.DefaultRequestHeaders.UserAgent.ParseAdd("till/7");

        Assert.Equal("order 12", await app.Client.GetStringAsync("/orders/12?card=4111"));

        TraceNode segment = await app.SegmentAsync();
        Assert.Equal("shop [segment]", segment.ToString());
        Assert.Equal("GET", (string?)segment.Http!["request"]!["method"]);
        Assert.Equal($"{app.Address}orders/12", (string?)segment.Http["request"]!["url"]);
        Assert.Equal("till/7", (string?)segment.Http["request"]!["user_agent"]);
        Assert.Equal("127.0.0.1", (string?)segment.Http["request"]!["client_ip"]);
        Assert.Null(segment.Http["request"]!["x_forwarded_for"]);
        Assert.Equal(200, (int?)segment.Http["response"]!["status"]);
        Assert.Equal(8, (int?)segment.Http["response"]!["content_length"]);
    }

    [Fact]
    public async Task QueryIsRecordedOnlyOnRequest()
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => "hello"), options => options.RecordQueryString = true);

        await app.Client.GetStringAsync("/?q=a%20b");

        Assert.Equal($"{app.Address}?q=a%20b", (string?)(await app.SegmentAsync()).Http!["request"]!["url"]);
    }

    [Fact]
    public async Task ClientIsTheFirstForwardedAddress()
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", () => "hello"));
        app.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7, 10.0.0.1");

        await app.Client.GetStringAsync("/");

        TraceNode segment = await app.SegmentAsync();
        Assert.Equal("203.0.113.7", (string?)segment.Http!["request"]!["client_ip"]);
        Assert.True((bool?)segment.Http["request"]!["x_forwarded_for"]);
    }

    [Theory]
    [InlineData(204, "shop [segment]")]
    [InlineData(302, "shop [segment]")]
    [InlineData(402, "shop [segment error]")]
    [InlineData(404, "shop [segment error]")]
    [InlineData(429, "shop [segment error throttle]")]
    [InlineData(500, "shop [segment fault]")]
    [InlineData(503, "shop [segment fault]")]
    public async Task StatusDecidesTheOutcome(int status, string expected)
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => Results.StatusCode(status)));

        using HttpResponseMessage response = await app.Client.GetAsync("/");

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        TraceNode segment = await app.SegmentAsync();
        Assert.Equal(expected, segment.ToString());
        Assert.Equal(status, (int?)segment.Http!["response"]!["status"]);
    }

    [Fact]
    public async Task RequestThatHostFilteringRefusesIsASegmentToo()
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", () => "hello"), builder: web => web.Configuration["AllowedHosts"] = "example.com");

        using HttpResponseMessage response = await app.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("shop [segment error]", (await app.SegmentAsync()).ToString());
    }

    [Fact]
    public async Task RequestThatNoEndpointTakesIsASegmentToo()
    {
        await using TracedApp app = await TracedApp.StartAsync(_ => { });

        using HttpResponseMessage response = await app.Client.GetAsync("/nowhere");

        Assert.Equal("shop [segment error]", (await app.SegmentAsync()).ToString());
    }

    [Fact]
    public async Task WorkOfTheRequestLiesInItsSegment()
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", async () =>
        {
            using TraceScope work = AutoTracer.BeginSubsegment("work");
            await Task.Yield();
            work.Span.Annotate("depth", 1);
        }));

        await app.Client.GetStringAsync("/");

        Assert.Equal("shop [segment]\n  work", (await app.TreeAsync()).Render());
    }
}
