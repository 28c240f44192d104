using Shop.Check;
using Shop.Load;

namespace Shop.Launch;

/// <summary>Runs the shop under load until Ctrl-C, or for some seconds.</summary>
internal static class Launcher
{
    /// <returns>The exit code: 1 when something could not start or a check failed.</returns>
    public static async Task<int> RunAsync(LaunchOptions options)
    {
        using CancellationTokenSource stop = new();
        using StopSignals ctrlC = StopSignals.OnTerminal(stop.Cancel);
        using StopSignals terminate = StopSignals.OnTerminate(stop.Cancel);
        DateTimeOffset start = DateTimeOffset.UtcNow;
        await using RunningShop shop = new();
        try
        {
            await shop.StartAsync(options, stop.Token);
        }
        catch (ChildEndedException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return options.Check ? 1 : 0;
        }

        Announce(shop, options);
        if (options.Seconds is { } seconds)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        int requests = await new LoadGenerator(shop.StorefrontAddress).RunAsync(stop.Token);
        IReadOnlyDictionary<string, SentReport> reports = await shop.StopServicesAsync();
        Console.WriteLine($"{requests} requests sent; the services have stopped.");
        return !options.Check || await ShopCheck.PassesAsync(shop.ConsoleAddress, start, reports) ? 0 : 1;
    }

    private static void Announce(RunningShop shop, LaunchOptions options) => Console.WriteLine(
        $"""
        Console: {shop.ConsoleAddress}
        Five traced services, the bank they call and ten kinds of requests, good and bad: see the map, then the traces.
        The services send {(options.Direct ? "signed requests to X-Ray's API there" : "by UDP")}.
        {(options.Seconds is { } seconds ? $"It ends after {seconds} s; Ctrl-C ends it sooner." : "Ctrl-C ends it.")}
        """);
}
