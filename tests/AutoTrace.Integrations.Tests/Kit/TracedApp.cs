using AutoTrace.Export;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Integrations.Tests;

/// <summary>
/// A web application on a real Kestrel that does nothing for tracing but call AddAutoTrace. When it is disposed, every
/// document that it has emitted is checked.
/// </summary>
internal sealed class TracedApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly InMemoryExporter _exporter;

    private TracedApp(WebApplication app, InMemoryExporter exporter)
    {
        _app = app;
        _exporter = exporter;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>A client outside any segment.</summary>
    public HttpClient Client { get; }

    public AutoTraceRuntime Runtime => _app.Services.GetRequiredService<AutoTraceRuntime>();

    /// <param name="pipeline">Endpoints and middleware, as in Program.cs.</param>
    /// <param name="options">What AddAutoTrace is given, on top of the name "shop".</param>
    /// <param name="builder">Whatever else a program does to its builder.</param>
    public static async Task<TracedApp> StartAsync(
        Action<WebApplication> pipeline,
        Action<AutoTraceOptions>? options = null,
        Action<WebApplicationBuilder>? builder = null)
    {
        InMemoryExporter exporter = new();
        WebApplicationBuilder web = WebApplication.CreateBuilder();
        web.WebHost.UseUrls("http://127.0.0.1:0");
        web.Logging.ClearProviders();
        web.Services.AddAutoTrace(o =>
        {
            o.ServiceName = "shop";
            o.Exporter = exporter;
            o.SampleEverything = true;
            options?.Invoke(o);
        });
        builder?.Invoke(web);
        WebApplication app = web.Build();
        pipeline(app);
        await app.StartAsync();
        return new TracedApp(app, exporter);
    }

    /// <summary>
    /// Waits for that many documents: a segment ends after its response has reached the client. Fails if there are
    /// more.
    /// </summary>
    public async Task<TraceTree> TreeAsync(int documents = 1)
    {
        await Eventually.TrueAsync(() => _exporter.Documents.Count >= documents);
        await Runtime.FlushAsync(Eventually.Deadline);
        SegmentDocument[] all = [.. _exporter.Documents.Select(SegmentDocument.Parse)];
        Assert.Equal(documents, all.Length);
        return TraceTree.Of(all);
    }

    /// <summary>The segment of the one request that was made, with what lies below it.</summary>
    public async Task<TraceNode> SegmentAsync() => Assert.Single((await TreeAsync()).Roots);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        DocumentRules.AssertValid(_exporter.Documents.Select(SegmentDocument.Parse));
    }
}
