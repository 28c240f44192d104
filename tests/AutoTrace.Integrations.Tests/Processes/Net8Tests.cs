using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>The net8.0 libraries on a real .NET 8, which a self-contained build brings along.</summary>
public sealed class Net8Tests
{
    // Everything that is asked for under this name, and nothing else.
    private const string Rules =
        """
        {
          "version": 2,
          "rules": [
            {
              "description": "called", "host": "127.0.0.?", "http_method": "get", "url_path": "/*",
              "fixed_target": 1, "rate": 1
            }
          ],
          "default": { "fixed_target": 0, "rate": 0 }
        }
        """;

    [SkippableFact]
    public async Task RequestsAndCallsAreTracedOnDotNet8()
    {
        using TemporaryFolder folder = new();
        await OwnBuild.RunAsync("build", "TracedProgram", "net8.0", folder.Path, "--self-contained");
        string rules = Path.Combine(folder.Path, "rules.json");
        await File.WriteAllTextAsync(rules, Rules);
        using FakeDaemon daemon = new();
        using ChildProcess program = ChildProcess.Start(
            Path.Combine(folder.Path, "bin", "TracedProgram", "debug_net8.0_linux-x64", "TracedProgram"),
            ["web"],
            Programs.Environment(
                daemon, ("AUTOTRACE_SAMPLE_EVERYTHING", "false"), ("AUTOTRACE_SAMPLING_RULES_FILE", rules)));
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
        Assert.Equal(
            ["called", "called", "called"],
            daemon.Tree.Roots.Select(root => (string?)root.Block("aws")!["xray"]!["sampling_rule_name"]));
        TraceNode call = daemon.Tree.Roots[2].Children.Single();
        Assert.Equal(
            [
                $"traceparent: 00-5759e988bd862e3fe1be46a994272793-{call.Id}-01",
                $"x-amzn-trace-id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent={call.Id};Sampled=1",
            ],
            headers);
    }
}
