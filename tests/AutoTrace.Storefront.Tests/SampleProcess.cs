using System.Reflection;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Storefront.Tests;

/// <summary>The built sample, to be started with arguments of a test's own.</summary>
internal static class SampleProcess
{
    /// <summary>Starting takes eight processes; a busy machine needs its time for that.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromMinutes(2);

    private static string Dll => Path.GetFullPath(
        typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "SamplePath").Value!,
        AppContext.BaseDirectory);

    public static ChildProcess Start(params IEnumerable<string> arguments) =>
        ChildProcess.StartDotnet([Dll, .. arguments]);

    /// <summary>Starts one service alone, as the launcher does, and has it send to that daemon.</summary>
    public static ChildProcess StartService(string name, FakeDaemon daemon) => ChildProcess.StartDotnet(
        [Dll, "--service", name],
        new Dictionary<string, string>
        {
            ["AWS_XRAY_DAEMON_ADDRESS"] = daemon.Address,
            ["AUTOTRACE_SAMPLE_EVERYTHING"] = "true",
        });

    /// <summary>Waits until everything runs.</summary>
    /// <returns>The console's address.</returns>
    public static async Task<Uri> WaitForConsoleAsync(this ChildProcess sample)
    {
        const string prefix = "Console: ";
        string line = await sample.WaitForLineAsync(
            line => line.StartsWith(prefix, StringComparison.Ordinal), Deadline);
        return new Uri(line[prefix.Length..]);
    }
}
