using System.Diagnostics;
using System.Net;

namespace AutoTrace.TracedProgram;

/// <summary>A web application: prints its address, and stops when its stdin is closed or a signal comes.</summary>
internal static class WebProgram
{
    private static readonly HttpClient s_client = new();

    public static async Task<int> RunAsync()
    {
        await UseClientAsync();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAutoTrace(options => options.ServiceName = "code");
        WebApplication app = builder.Build();

        app.MapGet("/", () => "hello");
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/ids", () => $"{Activity.Current?.TraceId}");
        app.MapGet("/headers", (HttpRequest request) => string.Join('\n', request.Headers
            .Where(header => header.Key.Equals("X-Amzn-Trace-Id", StringComparison.OrdinalIgnoreCase) ||
                header.Key.Equals("traceparent", StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value}").Order()));
        app.MapGet("/call/{**path}", async (HttpRequest request, string path) =>
        {
            using HttpResponseMessage response = await s_client.GetAsync($"http://{request.Host}/{path}");
            return await response.Content.ReadAsStringAsync();
        });
        app.MapGet("/crash", string () => throw new InvalidOperationException("out of paper"));

        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        _ = Task.Run(() =>
        {
            Console.In.ReadToEnd();
            app.Lifetime.StopApplication();
        });
        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        return 0;
    }

    /// <summary>
    /// HttpClient makes up its mind about trace headers at its first call, here before there is an AutoTrace.
    /// </summary>
    private static async Task UseClientAsync()
    {
        try
        {
            await s_client.GetAsync($"http://{IPAddress.Loopback}:9");
        }
        catch (HttpRequestException)
        {
            // Nobody answers there.
        }
    }
}
