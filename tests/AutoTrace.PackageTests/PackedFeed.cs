using System.Reflection;
using AutoTrace.Tests.Shared;

namespace AutoTrace.PackageTests;

/// <summary>
/// A folder outside the repository with the packed packages, a package folder of its own and the consumers' projects,
/// as on the machine of somebody who has never seen the repository.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    // A build node or a compiler server that outlives the test would keep the folder, and our output, open.
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("autotrace-packages-").FullName;

    private readonly HashSet<string> _built = [];

    private string Feed => Path.Combine(_folder, "feed");

    private static string RepositoryRoot => Metadata("RepositoryRoot");

    /// <summary>Packs the libraries. What is built already is not built again.</summary>
    public async Task InitializeAsync()
    {
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "Consumers"), _folder);
        foreach (string package in new[] { "AutoTrace", "AutoTrace.Hosting", "AutoTrace.AspNetCore" })
        {
            (int exitCode, string output) = await DotnetAsync(
                "pack", Project(package), "-c", Metadata("Configuration"), "--no-restore", "-o", Feed);
            Assert.True(exitCode == 0, output);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    public static string Project(string name) => Path.Combine(RepositoryRoot, "src", name, name + ".csproj");

    /// <summary>Builds a consumer, and all warnings are errors there.</summary>
    /// <returns>The path of its assembly.</returns>
    public async Task<string> BuildAsync(string consumer)
    {
        if (_built.Add(consumer))
        {
            (int exitCode, string output) = await OnConsumerAsync("build", consumer);
            Assert.True(exitCode == 0, output);
        }

        return Path.Combine(_folder, consumer, "bin", "Debug", "net10.0", consumer + ".dll");
    }

    /// <summary>Writes targets that a build can import on top.</summary>
    /// <returns>Their path.</returns>
    public string WriteTargets(string targets)
    {
        string path = Path.Combine(_folder, "Extra.targets");
        File.WriteAllText(path, $"<Project>{targets}</Project>");
        return path;
    }

    /// <summary>Runs a command of the SDK on a consumer's project.</summary>
    public Task<(int ExitCode, string Output)> OnConsumerAsync(
        string command, string consumer, params string[] arguments)
    {
        string project = Path.Combine(_folder, consumer, consumer + ".csproj");
        return DotnetAsync([command, project, $"-p:AutoTraceVersion={Version}", .. arguments]);
    }

    /// <summary>Runs a consumer to its end, with its segments going to a daemon of the test.</summary>
    /// <returns>What the daemon got.</returns>
    internal static async Task<TraceTree> RunAsync(string assembly)
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = ChildProcess.StartDotnet(
            [assembly], new Dictionary<string, string> { ["AWS_XRAY_DAEMON_ADDRESS"] = daemon.Address });
        int exitCode = await program.WaitForExitAsync(s_patience);
        Assert.True(exitCode == 0, string.Join('\n', program.Error));
        await daemon.WaitForDocumentsAsync(1);
        return daemon.Tree;
    }

    public static async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        using ChildProcess dotnet = ChildProcess.StartDotnet(arguments, s_environment);
        int exitCode = await dotnet.WaitForExitAsync(s_patience);
        return (exitCode, string.Join('\n', dotnet.Output.Concat(dotnet.Error)));
    }

    private string Version
    {
        get
        {
            string package = Directory.GetFiles(Feed, "AutoTrace.Hosting.*.nupkg").Single();
            return Path.GetFileNameWithoutExtension(package)["AutoTrace.Hosting.".Length..];
        }
    }

    private static string Metadata(string key) =>
        typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!;

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
