using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace AutoTrace.Daemon;

/// <summary>The command line of <c>autotrace</c>.</summary>
internal static class DaemonCommand
{
    private const int DefaultPort = 2000;
    private const long DefaultStoreMegabytes = 256;
    private const long Megabyte = 1024 * 1024;

    public static RootCommand Create(Func<DaemonOptions, Task<int>> run)
    {
        Option<IPEndPoint> udp = Endpoint("--udp", "Where to receive segment documents.");
        Option<IPEndPoint> http = Endpoint("--http", "Where to answer the X-Ray API and show the console.");
        Option<long> storeMegabytes = new("--store-mb")
        {
            Description = "Memory for traces, in megabytes; beyond it the oldest traces go.",
            HelpName = "MB",
            DefaultValueFactory = _ => DefaultStoreMegabytes,
        };
        storeMegabytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1 or > 1_000_000)
            {
                result.AddError("--store-mb takes 1 to 1000000.");
            }
        });
        Option<double> defaultRate = new("--default-rate")
        {
            Description = "The share of requests that the sampling rule Default takes, beside one a second.",
            HelpName = "0..1",
            DefaultValueFactory = _ => 1,
            CustomParser = ParseRate,
        };
        Option<bool> exitWithStdin = new("--exit-with-stdin")
        {
            Description = "Stop when standard input closes, and leave Ctrl-C to the parent process that holds it open.",
        };
        RootCommand command = new(
            "AWS X-Ray on your own machine: receives traces by UDP, answers the X-Ray API, shows the service map.")
        {
            udp, http, storeMegabytes, defaultRate, exitWithStdin,
        };
        command.SetAction((result, _) => run(new DaemonOptions(
            result.GetRequiredValue(udp),
            result.GetRequiredValue(http),
            result.GetValue(storeMegabytes) * Megabyte,
            result.GetValue(defaultRate),
            result.GetValue(exitWithStdin))));
        return command;
    }

    private static Option<IPEndPoint> Endpoint(string name, string description) => new(name)
    {
        Description = $"{description} Port 0 takes a free one.",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, DefaultPort),
        CustomParser = ParseEndpoint,
    };

    // Of the machine's culture a decimal comma would be expected.
    private static double ParseRate(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double rate) &&
            rate is >= 0 and <= 1)
        {
            return rate;
        }

        result.AddError($"'{text}' is no share of requests: --default-rate takes 0 to 1, such as 0.05 for 5 %.");
        return 0;
    }

    // IPEndPoint takes an address without a port for port 0, and an IPv6 address without brackets for one without a
    // port.
    private static bool HasPort(string address)
    {
        int colon = address.LastIndexOf(':');
        bool bracketed = address.StartsWith('[') && colon == address.IndexOf(']') + 1;
        bool isOnly = colon > 0 && colon == address.IndexOf(':');
        return (bracketed || isOnly) && ushort.TryParse(
            address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    private static IPEndPoint? ParseEndpoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase)
            ? $"{IPAddress.Loopback}{text.AsSpan("localhost".Length)}"
            : text;
        if (HasPort(address) && IPEndPoint.TryParse(address, out IPEndPoint? endpoint))
        {
            return endpoint;
        }

        result.AddError(
            $"'{text}' is not an address to listen at: give an IP address or localhost, and a port: "
            + $"127.0.0.1:{DefaultPort}.");
        return null;
    }
}
