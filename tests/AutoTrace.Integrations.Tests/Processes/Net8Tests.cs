using System.Runtime.InteropServices;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>The net8.0 libraries on a real .NET 8, which a self-contained build brings along.</summary>
public sealed class Net8Tests
{
    private static readonly TimeSpan s_buildTime = TimeSpan.FromMinutes(5);

    [SkippableFact]
    public async Task RequestsAndCallsAreTracedOnDotNet8()
    {
        Skip.IfNot(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            "The build is for linux-x64: run this there.");
        using TemporaryFolder folder = new();
        await BuildAsync(folder.Path);
        using FakeDaemon daemon = new();
        using ChildProcess program = ChildProcess.Start(
            Path.Combine(folder.Path, "bin", "TracedProgram", "debug_net8.0_linux-x64", "TracedProgram"),
            ["web"],
            Programs.Environment(daemon));
        using HttpClient client = new() { BaseAddress = await Programs.AddressAsync(program) };
        client.DefaultRequestHeaders.TryAddWithoutValidation(
            "X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793");

        Assert.Equal("5759e988bd862e3fe1be46a994272793", await client.GetStringAsync("/ids"));
        await client.GetStringAsync("/call/crash");
        string[] headers = (await client.GetStringAsync("/call/headers")).Split('\n');
        program.CloseStdin();

        Assert.Equal(0, await program.WaitForExitAsync());
        await daemon.WaitForDocumentsAsync(5);
        daemon.AssertValid();
        Assert.Equal(
            """
            code [segment]
            code [segment]
              127.0.0.1 [remote fault]
                code [segment fault]
            code [segment]
              127.0.0.1 [remote]
                code [segment]
            """,
            daemon.Tree.Render());
        Assert.StartsWith("8.0.", (string?)daemon.Tree.Roots[0].Block("service")!["runtime_version"]);
        TraceNode call = daemon.Tree.Roots[2].Children.Single();
        Assert.Equal(
            [
                $"traceparent: 00-5759e988bd862e3fe1be46a994272793-{call.Id}-01",
                $"x-amzn-trace-id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent={call.Id};Sampled=1",
            ],
            headers);
    }

    /// <summary>Builds apart from the repository's own output, which other tests may be using.</summary>
    private static async Task BuildAsync(string folder)
    {
        string project = Path.Combine(TestData.RepositoryRoot, "tests", "Programs", "TracedProgram");
        using ChildProcess build = ChildProcess.StartDotnet(
            ["build", project, "-f", "net8.0", "-r", "linux-x64", "--self-contained",
                "--artifacts-path", folder, "-nodeReuse:false"]);
        int exitCode = await build.WaitForExitAsync(s_buildTime);
        string? missing = build.Output.FirstOrDefault(
            line => line.Contains("NU1101") || line.Contains("NU1102") || line.Contains("NU1301"));
        Skip.If(
            missing is not null,
            "No .NET 8 to be had: the build takes Microsoft.NETCore.App.Runtime.linux-x64 and " +
            $"Microsoft.AspNetCore.App.Runtime.linux-x64 from the package source, which answered: {missing}");
        Assert.True(exitCode == 0, string.Join('\n', build.Output));
    }
}
