using System.Net;
using AutoTrace.Daemon.Web.Answers;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AutoTrace.Daemon.Web;

/// <summary>
/// The HTTP side: X-Ray's operations, the console's, and its files, behind the guards that every request passes. Takes
/// nothing from the environment or from settings files: what the command line says holds.
/// </summary>
internal static class WebServer
{
    // Fifty documents of 64 KB, written as JSON strings with every quote escaped.
    private const long LargestBody = 8 * 1024 * 1024;

    /// <summary>Binds and starts to answer.</summary>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<WebApplication> StartAsync(
        IPEndPoint endpoint, ConsoleFiles files, XRayApi xray, ConsoleApi console)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;

            // Against strangers who send slowly; here it would refuse a developer's programs on a busy machine.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();

        WebApplication app = builder.Build();
        SecurityHeaders headers = new(files.IndexHtml());
        app.Use(headers.InvokeAsync);
        app.Use(HostGuard.InvokeAsync);
        app.Use(ErrorAnswers.InvokeAsync);
        files.Use(app);
        app.UseRouting();
        xray.Map(app);
        console.Map(app);
        app.MapFallback("{*path}", ErrorAnswers.UnknownOperation);
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the server listens: with the port that it got, if it was asked for any.</summary>
    public static string Address(WebApplication app) => new Uri(app.Urls.Single()).Authority;

    /// <summary>Signals are the daemon's business; the web server's own handling would end it on Ctrl-C.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
