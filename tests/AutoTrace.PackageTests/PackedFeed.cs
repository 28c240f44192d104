using System.Reflection;
using AutoTrace.Tests.Shared;

namespace AutoTrace.PackageTests;

/// <summary>
/// A folder outside the repository with the packed packages, a package folder of its own and the consumers' projects,
/// as on the machine of somebody who has never seen the repository. Packed and built once for all tests.
/// </summary>
[CollectionDefinition(Name)]
public sealed class PackedFeed : IAsyncLifetime, ICollectionFixture<PackedFeed>
{
    public const string Name = "Packed feed";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    // A build node or a compiler server that outlives the test would keep the folder, and our output, open.
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("autotrace-packages-").FullName;

    private string Feed => Path.Combine(_folder, "feed");

    private static string RepositoryRoot => Metadata("RepositoryRoot");

    /// <summary>What the build of the consumers said.</summary>
    public string BuildOutput { get; private set; } = "";

    /// <summary>
    /// Packs the libraries; what is built already is not built again. Builds the consumers, and warnings are errors
    /// there.
    /// </summary>
    public async Task InitializeAsync()
    {
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "Consumers"), _folder);
        string[] packages =
            ["AutoTrace", "AutoTrace.Aws", "AutoTrace.Hosting", "AutoTrace.AspNetCore", "AutoTrace.Testing"];
        foreach (string package in packages)
        {
            await SucceedAsync("pack", Project(package), "-c", Metadata("Configuration"), "--no-restore", "-o", Feed);
        }

        File.WriteAllText(
            PathOf("Machine.props"),
            $"""
            <Project>
              <PropertyGroup>
                <AutoTraceVersion>{Version}</AutoTraceVersion>
                <PackagesOfTheMachine>{Metadata("PackageRoot")}</PackagesOfTheMachine>
              </PropertyGroup>
            </Project>
            """);
        BuildOutput = await SucceedAsync("build", PathOf("Consumers.slnx"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    public static string Project(string name) => Path.Combine(RepositoryRoot, "src", name, name + ".csproj");

    /// <summary>The path of a packed package.</summary>
    public string Package(string name) => Path.Combine(Feed, $"{name}.{Version}.nupkg");

    /// <summary>A file below the folder, such as <c>Console/Program.cs</c>.</summary>
    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Writes targets that a build can import on top.</summary>
    /// <returns>Their path.</returns>
    public string WriteTargets(string targets)
    {
        string path = PathOf("Extra.targets");
        File.WriteAllText(path, $"<Project>{targets}</Project>");
        return path;
    }

    /// <summary>Runs a command of the SDK on a consumer's project.</summary>
    public Task<(int ExitCode, string Output)> OnConsumerAsync(
        string command, string consumer, params string[] arguments) =>
        DotnetAsync([command, PathOf($"{consumer}/{consumer}.csproj"), .. arguments]);

    /// <summary>Runs a consumer to its end, with its segments going to a daemon of the test.</summary>
    /// <returns>What the daemon got, and what the program wrote to its standard error.</returns>
    internal async Task<(TraceTree Tree, IReadOnlyList<string> Error)> RunAsync(string consumer)
    {
        string assembly = PathOf($"{consumer}/bin/Debug/net10.0/{consumer}.dll");
        return await RunAsync(daemon => ChildProcess.StartDotnet([assembly], To(daemon)));
    }

    /// <inheritdoc cref="RunAsync(string)"/>
    internal static async Task<(TraceTree Tree, IReadOnlyList<string> Error)> RunAsync(
        Func<FakeDaemon, ChildProcess> start)
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = start(daemon);
        int exitCode = await program.WaitForExitAsync(s_patience);
        Assert.True(exitCode == 0, string.Join('\n', program.Error));
        await daemon.WaitForDocumentsAsync(1);
        return (daemon.Tree, program.Error);
    }

    /// <summary>The environment of a program whose segments go to that daemon.</summary>
    internal static Dictionary<string, string> To(FakeDaemon daemon) =>
        new(s_environment)
        {
            ["AWS_XRAY_DAEMON_ADDRESS"] = daemon.Address,
            ["AUTOTRACE_SAMPLE_EVERYTHING"] = "true",
        };

    public static async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        using ChildProcess dotnet = ChildProcess.StartDotnet(arguments, s_environment);
        int exitCode = await dotnet.WaitForExitAsync(s_patience);
        return (exitCode, string.Join('\n', dotnet.Output.Concat(dotnet.Error)));
    }

    private static async Task<string> SucceedAsync(params string[] arguments)
    {
        (int exitCode, string output) = await DotnetAsync(arguments);
        Assert.True(exitCode == 0, output);
        return output;
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
