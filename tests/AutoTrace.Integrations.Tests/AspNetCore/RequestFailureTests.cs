using System.Net;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class RequestFailureTests
{
    [Fact]
    public async Task UnhandledExceptionIsAFaultWithItsCauseAndCountsAs500()
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", Crash));

        Assert.Equal(HttpStatusCode.InternalServerError, await GetStatusAsync(app));

        AssertCrashed(await app.SegmentAsync());
    }

    [Fact]
    public async Task ExceptionThatAnErrorHandlerAnsweredIsStillTheCause()
    {
        await using TracedApp app = await TracedApp.StartAsync(web =>
        {
            web.UseExceptionHandler(error => error.Run(context => context.Response.WriteAsync("sorry")));
            web.MapGet("/", Crash);
        });

        Assert.Equal("sorry", await (await app.Client.GetAsync("/")).Content.ReadAsStringAsync());

        AssertCrashed(await app.SegmentAsync());
    }

    [Fact]
    public async Task ExceptionThatTheDeveloperPageShowsIsStillTheCause()
    {
        await using TracedApp app = await TracedApp.StartAsync(web =>
        {
            web.UseDeveloperExceptionPage();
            web.MapGet("/", Crash);
        });

        Assert.Contains("out of paper", await (await app.Client.GetAsync("/")).Content.ReadAsStringAsync());

        AssertCrashed(await app.SegmentAsync());
    }

    [Fact]
    public async Task ExceptionThatAHandlerTurnsIntoTheCallersMistakeIsNoFault()
    {
        await using TracedApp app = await TracedApp.StartAsync(web =>
        {
            web.UseExceptionHandler(new ExceptionHandlerOptions
            {
                StatusCodeSelector = _ => StatusCodes.Status409Conflict,
                ExceptionHandler = _ => Task.CompletedTask,
            });
            web.MapGet("/", Crash);
        });

        Assert.Equal(HttpStatusCode.Conflict, await GetStatusAsync(app));

        Assert.Equal("shop [segment error]", (await app.SegmentAsync()).ToString());
    }

    [Fact]
    public async Task BadRequestThatEscapesThePipelineHasItsOwnStatus()
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", string () => throw new BadHttpRequestException("too large", 413)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await GetStatusAsync(app));

        TraceNode segment = await app.SegmentAsync();
        Assert.Equal("shop [segment error]", segment.ToString());
        Assert.Equal(413, (int?)segment.Http!["response"]!["status"]);
    }

    [Fact]
    public async Task FailureBehindASuccessfulStatusIsAFault()
    {
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", async (HttpResponse response) =>
        {
            await response.WriteAsync("half a ");
            await response.Body.FlushAsync();
            Crash();
        }));

        await Assert.ThrowsAsync<HttpRequestException>(() => app.Client.GetStringAsync("/"));

        TraceNode segment = await app.SegmentAsync();
        Assert.True(segment.Fault);
        Assert.NotNull(segment.Cause);
        Assert.Equal(200, (int?)segment.Http!["response"]!["status"]);
    }

    [Fact]
    public async Task ClientThatGoesAwayIsNoFault()
    {
        TaskCompletionSource arrived = new();
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", async (HttpContext context) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }));
        using CancellationTokenSource leave = new();
        Task<string> call = app.Client.GetStringAsync("/", leave.Token);

        await arrived.Task;
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        TraceNode segment = await app.SegmentAsync();
        Assert.Equal("shop [segment error]", segment.ToString());
        Assert.Equal(499, (int?)segment.Http!["response"]!["status"]);
        Assert.Null(segment.Cause);
    }

    [Fact]
    public async Task CancellationThatTheClientDidNotAskForIsAFault()
    {
        await using TracedApp app = await TracedApp.StartAsync(
            web => web.MapGet("/", string () => throw new OperationCanceledException()));

        Assert.Equal(HttpStatusCode.InternalServerError, await GetStatusAsync(app));

        Assert.True((await app.SegmentAsync()).Fault);
    }

    private static string Crash() => throw new InvalidOperationException("out of paper", new IOException("tray 2"));

    private static void AssertCrashed(TraceNode segment)
    {
        Assert.Equal("shop [segment fault]", segment.ToString());
        Assert.Equal(500, (int?)segment.Http!["response"]!["status"]);
        Assert.Equal(
            [("System.InvalidOperationException", "out of paper"), ("System.IO.IOException", "tray 2")],
            segment.Cause!["exceptions"]!.AsArray().Select(e => ((string)e!["type"]!, (string)e["message"]!)));
        Assert.Contains("Crash", (string?)segment.Cause["exceptions"]![0]!["stack"]![0]!["label"]);
    }

    private static async Task<HttpStatusCode> GetStatusAsync(TracedApp app)
    {
        using HttpResponseMessage response = await app.Client.GetAsync("/");
        return response.StatusCode;
    }
}
