using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Integrations.Tests;

/// <summary>A web server that nobody traces and that keeps the headers of its requests.</summary>
internal sealed class PlainServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<IHeaderDictionary> _requests = new();

    private PlainServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The headers of each request so far, in order.</summary>
    public IReadOnlyList<IHeaderDictionary> Requests => [.. _requests];

    /// <param name="handler">What it answers; nothing, with 200, by default.</param>
    public static async Task<PlainServer> StartAsync(RequestDelegate? handler = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        PlainServer server = new(builder.Build());
        server._app.Run(context =>
        {
            server._requests.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary()));
            return handler?.Invoke(context) ?? Task.CompletedTask;
        });
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
