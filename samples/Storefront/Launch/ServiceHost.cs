using AutoTrace;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Shop.Fulfilment;
using Shop.Inventory;
using Shop.Orders;
using Shop.Payments;
using Shop.Storefront;

namespace Shop.Launch;

/// <summary>
/// Runs one service in a process of its own: says where it listens, stops when its stdin ends, then says what it has
/// sent.
/// </summary>
internal static class ServiceHost
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static string[] Names { get; } = ["storefront", "orders", "inventory", "payments", "fulfilment"];

    public static async Task<int> RunAsync(string name)
    {
        using IHost host = Create(name);
        AutoTraceRuntime tracing = host.Services.GetRequiredService<AutoTraceRuntime>();

        // The daemon's rule takes everything; until it is known, one request a second and 5 % of the rest would do.
        await tracing.WaitForSamplingRulesAsync(s_patience);
        await host.StartAsync();
        Console.WriteLine($"listening {Address(host)}");
        await host.WaitForShutdownAsync();
        TraceCounters counters = tracing.Counters;
        Console.WriteLine(new SentReport(counters.Produced, counters.Sent, counters.NotKept).ToLine());
        return 0;
    }

    private static IHost Create(string name) => name switch
    {
        "storefront" => StorefrontService.Create(WebBuilder()),
        "orders" => OrdersService.Create(WebBuilder()),
        "inventory" => InventoryService.Create(WebBuilder()),
        "payments" => PaymentsService.Create(WebBuilder()),
        "fulfilment" => FulfilmentService.Create(WorkerBuilder()),
        _ => throw new ArgumentException($"There is no service '{name}'.", nameof(name)),
    };

    private static WebApplicationBuilder WebBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production, // No page with the stack for developers: it is in the trace.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.AsChild();
    }

    private static HostApplicationBuilder WorkerBuilder() => Host
        .CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory })
        .AsChild();

    private static TBuilder AsChild<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<IHostLifetime, LauncherLifetime>();
        builder.Services.AddServiceNames();

        // To stderr: stdout is for the launcher. An exception that a request ends in is in its trace, not here as well.
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddSimpleConsole(line => line.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Critical);
        return builder;
    }

    private static string Address(IHost host) =>
        host.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.Single() ?? "nowhere";
}
