using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

public sealed class EnvironmentTests
{
    private const string Root = "1-5759e988-bd862e3fe1be46a994272793";

    [Fact]
    public async Task CodeWinsOverConfigurationAndTheEnvironmentOverBoth()
    {
        Assert.Equal("code", await ServiceNameAsync(("AutoTrace__ServiceName", "configuration")));
        Assert.Equal("environment", await ServiceNameAsync(
            ("AutoTrace__ServiceName", "configuration"), ("AWS_XRAY_TRACING_NAME", "environment")));
    }

    [Fact]
    public async Task RequestsPassUntouchedWhenTracingIsOff()
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["web"], ("AWS_XRAY_SDK_ENABLED", "false"));
        using HttpClient client = new() { BaseAddress = await Programs.AddressAsync(program) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Amzn-Trace-Id", $"Root={Root};Sampled=?");

        using HttpResponseMessage response = await client.GetAsync("/ids");
        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Equal("", await client.GetStringAsync("/call/headers"));

        program.CloseStdin();
        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.Empty(daemon.Documents);
    }

    [Fact]
    public async Task ClientThatWasUsedBeforeAutoTraceStartedIsTraced()
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["web"]);
        using HttpClient client = new() { BaseAddress = await Programs.AddressAsync(program) };

        Assert.Contains("x-amzn-trace-id: Root=1-", await client.GetStringAsync("/call/headers"));

        await daemon.WaitForDocumentsAsync(2);
        Assert.Equal("code [segment]\n  127.0.0.1 [remote]\n    code [segment]", daemon.Tree.Render());
        daemon.AssertValid();
    }

    [Fact]
    public async Task HttpClientIsListenedToOnlyWhileARuntimeWantsIt()
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["listening"]);

        Assert.Equal(0, await program.WaitForExitAsync());

        Assert.Equal(
            [
                "before: False", "two running: True", "one running: True", "unwilling one running: False", "again: True",
                "after: False",
            ],
            program.Output);
    }

    [Fact]
    public async Task SilencedHttpClientIsSpokenOf()
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(
            daemon, ["end", "return"], ("DOTNET_SYSTEM_NET_HTTP_ENABLEACTIVITYPROPAGATION", "0"));

        Assert.Equal(0, await program.WaitForExitAsync());

        Assert.Single(
            program.Error, line => line.StartsWith("AutoTrace: HttpClient is not traced", StringComparison.Ordinal));
    }

    private static async Task<string> ServiceNameAsync(params (string, string)[] environment)
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["web"], environment);
        using HttpClient client = new() { BaseAddress = await Programs.AddressAsync(program) };
        await client.GetStringAsync("/");
        return (await daemon.WaitForDocumentsAsync(1)).Single().Name!;
    }
}
