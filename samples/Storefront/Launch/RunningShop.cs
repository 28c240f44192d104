using System.Diagnostics;
using System.Text.RegularExpressions;
using Shop.Bank;

namespace Shop.Launch;

/// <summary>
/// The daemon, the services and the bank. Whoever is called starts before its callers and stops after them.
/// </summary>
internal sealed partial class RunningShop : IAsyncDisposable
{
    private static readonly string[][] s_startOrder = [["inventory", "payments"], ["orders"], ["fulfilment", "storefront"]];

    private readonly ServiceEnvironment _environment = new();
    private readonly Stack<ChildProcess> _services = [];
    private ChildProcess? _daemon;
    private WebApplication? _bank;

    /// <summary>The daemon's API and the console. Known once it has started.</summary>
    public Uri ConsoleAddress { get; private set; } = null!;

    /// <summary>Where customers go. Known once it has started.</summary>
    public Uri StorefrontAddress { get; private set; } = null!;

    /// <exception cref="ChildEndedException">A process ended at once.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled; dispose it to stop what runs already.
    /// </exception>
    public async Task StartAsync(LaunchOptions options, CancellationToken cancellationToken)
    {
        await StartDaemonAsync(options, cancellationToken);
        await StartBankAsync(cancellationToken);
        foreach (string[] names in s_startOrder)
        {
            ChildProcess[] services = [.. names.Except(options.Without).Select(StartService)];
            foreach (ChildProcess service in services)
            {
                await GetToKnowAsync(service, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Stops the services one by one, callers first, so that every request still finds whom it calls.
    /// </summary>
    /// <returns>What each says it has sent.</returns>
    public async Task<IReadOnlyDictionary<string, SentReport>> StopServicesAsync()
    {
        Dictionary<string, SentReport> reports = [];
        while (_services.TryPop(out ChildProcess? service))
        {
            await using (service)
            {
                if (SentReport.Parse(await service.StopAsync()) is { } report)
                {
                    reports.Add(service.Name, report);
                }
            }
        }

        return reports;
    }

    public async ValueTask DisposeAsync()
    {
        await StopServicesAsync();
        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
        }

        if (_bank is not null)
        {
            await _bank.DisposeAsync();
        }
    }

    private async Task StartDaemonAsync(LaunchOptions options, CancellationToken cancellationToken)
    {
        string line;
        try
        {
            line = await StartAsync(options.Port);
        }
        catch (ChildEndedException) when (options.Port != 0)
        {
            Console.WriteLine($"Port {options.Port} is taken: the daemon gets a free one and the services are told.");
            line = await StartAsync(0);
        }

        Match listening = ListeningLine.Match(line);
        ConsoleAddress = new Uri($"http://{listening.Groups["http"].Value}/");
        if (options.Direct)
        {
            _environment.SendToXRay(ConsoleAddress);
        }
        else
        {
            _environment.SendToDaemon(listening.Groups["udp"].Value, listening.Groups["http"].Value);
        }

        async Task<string> StartAsync(int atPort)
        {
            string[] direct = options.Direct ? ["--direct"] : [];
            _daemon = new ChildProcess(
                DaemonKeeper.Name,
                DotnetProgram.Self(["--service", DaemonKeeper.Name, "--port", $"{atPort}", .. direct]));
            return await _daemon.WaitUntilReadyAsync(cancellationToken);
        }
    }

    private async Task StartBankAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _bank = BankServer.Create(builder);
        await _bank.StartAsync(cancellationToken);
        _environment.Introduce("bank", _bank.Urls.Single());
    }

    private ChildProcess StartService(string name)
    {
        ProcessStartInfo start = DotnetProgram.Self("--service", name);
        _environment.ApplyTo(start.Environment);
        ChildProcess service = new(name, start);
        _services.Push(service);
        _daemon!.Tell($"{service.Id}");
        return service;
    }

    private async Task GetToKnowAsync(ChildProcess service, CancellationToken cancellationToken)
    {
        string line = await service.WaitUntilReadyAsync(cancellationToken);
        string address = line["listening ".Length..];
        if (service.Name == "storefront")
        {
            StorefrontAddress = new Uri(address);
        }

        _environment.Introduce(service.Name, address);
    }

    [GeneratedRegex(@"^listening udp=(?<udp>\S+) http=(?<http>\S+)$")]
    private static partial Regex ListeningLine { get; }

    /// <summary>Leaves Ctrl-C to the launcher: the bank is open until the services have stopped.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
