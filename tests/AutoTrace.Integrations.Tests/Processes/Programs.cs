using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>Starts what is in tests/Programs as a user starts a program, its traces going to a daemon.</summary>
internal static class Programs
{
    public static ChildProcess Start(
        FakeDaemon daemon, string[] arguments, params (string Name, string Value)[] environment) =>
        Start("TracedProgram", daemon, arguments, environment);

    public static ChildProcess Start(
        string program, FakeDaemon daemon, string[] arguments, params (string Name, string Value)[] environment) =>
        ChildProcess.StartDotnet([PathOf(program), .. arguments], Environment(daemon, environment));

    /// <summary>The daemon's address and that everything is recorded, under what the test sets.</summary>
    public static IReadOnlyDictionary<string, string> Environment(
        FakeDaemon daemon, params (string Name, string Value)[] environment)
    {
        Dictionary<string, string> variables = new()
        {
            ["AWS_XRAY_DAEMON_ADDRESS"] = daemon.Address,
            ["AUTOTRACE_SAMPLE_EVERYTHING"] = "true",
        };
        foreach ((string name, string value) in environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The address that the web program prints when it listens.</summary>
    public static async Task<Uri> AddressAsync(ChildProcess web) =>
        new(await web.WaitForLineAsync(line => line.StartsWith("http", StringComparison.Ordinal)));

    // The tests lie in tests/AutoTrace.Integrations.Tests/bin/Debug/net10.0, the program in the same place of its
    // folder.
    private static string PathOf(string program) => Path.Combine(
        AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "AutoTrace.Integrations.Tests"),
            Path.Combine("tests", "Programs", program),
            StringComparison.Ordinal),
        $"{program}.dll");
}
