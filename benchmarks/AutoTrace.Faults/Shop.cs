using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ChildProcess = AutoTrace.Benchmarks.ChildProcess;

namespace AutoTrace.Faults;

/// <summary>
/// An ASP.NET Core app in a process of its own that sends straight to X-Ray, and the way to ask it what became of that.
/// </summary>
internal sealed class Shop : IDisposable
{
    public const string Argument = "--shop";

    private readonly Process _process;

    private Shop(Process process)
    {
        _process = process;
        Client = new HttpClient
        {
            BaseAddress = new Uri(
                process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The shop did not start.")),
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public HttpClient Client { get; }

    public static Shop Start(Uri xray) => new(ChildProcess.Start(ShopEnvironment.For(xray), Argument));

    /// <summary>Waits until all that was traced so far is delivered or lost.</summary>
    public async Task<TraceCounters> FlushAsync()
    {
        string said = await Client.GetStringAsync("/flush");
        long[] counts = [.. said.Split(' ').Select(long.Parse)];
        return new TraceCounters
        {
            Produced = counts[0],
            Sent = counts[1],
            DroppedRefused = counts[2],
            DroppedExportFailed = counts[3] - counts[2],
        };
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }

    /// <summary>What the child process does, until its standard input ends.</summary>
    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAutoTrace(options =>
        {
            options.ServiceName = "shop";
            options.Batches.RequestTimeout = TimeSpan.FromSeconds(1);

            // A machine with other work may let the worker wait.
            options.QueueCapacity = 16 << 10;
            options.QueueBytes = 32 << 20;
            options.OnWarning = null;
            options.OnInformation = null;
            options.Ignore("/flush");
        });
        await using WebApplication app = builder.Build();
        app.MapGet("/order", () =>
        {
            for (int item = 0; item < 3; item++)
            {
                using TraceScope call = AutoTracer.BeginSubsegment("charge");
                call.Span.Annotate("item", item);
            }

            return Results.Text("espresso");
        });
        app.MapGet("/flush", async (AutoTraceRuntime runtime) =>
        {
            TraceCounters counters = await runtime.FlushAsync(TimeSpan.FromSeconds(60));
            return Results.Text(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{counters.Produced} {counters.Sent + counters.NotKept} {counters.DroppedRefused} {counters.Dropped}"));
        });
        await app.StartAsync();
        Console.Out.WriteLine(app.Urls.Single());
        Console.Out.Flush();
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }
}
