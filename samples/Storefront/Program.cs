using System.CommandLine;
using Shop.Launch;

Option<int> port = new("--port")
{
    Description = "The daemon's port, for UDP and for the console; 0 takes free ones.",
    DefaultValueFactory = _ => 2000,
};
Option<int?> seconds = new("--seconds") { Description = "Ends it after so many seconds of load; 20 with --check." };
Option<bool> check = new("--check")
{
    Description = "Ends by comparing what the daemon shows with what the shop did; exit code 1 if they differ.",
};
Option<bool> direct = new("--direct")
{
    Description = "The services send signed requests to X-Ray's API, which autotrace answers, and nothing by UDP.",
};
Option<string[]> without = new("--without") { Description = "Leaves services out, to see how the map tells." };
Option<string?> service = new("--service") { Description = "Runs one service alone: what the launcher does.", Hidden = true };
without.AcceptOnlyFromAmong([.. ServiceHost.Names.Except(["storefront"])]);
service.AcceptOnlyFromAmong([.. ServiceHost.Names, DaemonKeeper.Name]);

RootCommand storefront = new("A shop of five traced services, with the daemon and its console.")
{
    port, seconds, check, direct, without, service,
};
storefront.SetAction(arguments => arguments.GetValue(service) switch
{
    null => Launcher.RunAsync(new LaunchOptions(
        arguments.GetValue(port),
        arguments.GetValue(seconds) ?? (arguments.GetValue(check) ? 20 : null),
        arguments.GetValue(check),
        arguments.GetValue(direct),
        arguments.GetValue(without) ?? [])),
    DaemonKeeper.Name => DaemonKeeper.RunAsync(arguments.GetValue(port), arguments.GetValue(direct)),
    { } name => ServiceHost.RunAsync(name),
});

// Ctrl-C is handled by the launcher and by nobody else.
return await storefront.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
