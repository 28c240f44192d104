using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests;

/// <summary>The built program, as its users and the sample's launcher start it.</summary>
public sealed partial class DaemonProcessTests
{
    private static readonly string[] s_freePorts = ["--udp", "127.0.0.1:0", "--http", "127.0.0.1:0"];

    [Fact]
    public async Task WhatIsSentByUdpIsAnsweredByTheApi()
    {
        using ChildProcess autotrace = Start(s_freePorts);
        (int udp, int http) = await ListeningAsync(autotrace);
        using UdpClient sender = new();
        sender.Connect(IPAddress.Loopback, udp);
        await sender.Client.SendAsync(
            (byte[])[.. "{\"format\":\"json\",\"version\":1}\n"u8, .. Some.Segment("orders", 1).Utf8()]);

        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{http}") };
        await Eventually.EqualAsync(1, () => Document(client).GetProperty("Segments").GetArrayLength());

        JsonElement segment = Document(client).GetProperty("Segments")[0];
        Assert.Equal(Some.Segment("orders", 1).ToJsonString(), segment.Text("Document"));
        Assert.Single(autotrace.Output);
        Assert.Empty(autotrace.Error);
    }

    [SkippableFact]
    public async Task TheConsoleIsThereWhateverTheWorkingDirectory()
    {
        Skip.If(OperatingSystem.IsWindows(), "Needs a Unix shell: run the tests on Linux or macOS.");
        string program = Path.Combine(AppContext.BaseDirectory, "autotrace.dll");
        using ChildProcess autotrace = ChildProcess.Start(
            "/bin/sh", ["-c", "cd / && exec dotnet \"$0\" \"$@\"", program, .. s_freePorts]);
        (_, int http) = await ListeningAsync(autotrace);

        using HttpClient client = new();
        using HttpResponseMessage page = await client.GetAsync($"http://127.0.0.1:{http}/");

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("'sha256-", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
    }

    [SkippableFact]
    public async Task ItStopsOnSigterm()
    {
        SkipWithoutSignals();
        using ChildProcess autotrace = Start(s_freePorts);
        await ListeningAsync(autotrace);

        autotrace.SendSignal("TERM");

        Assert.Equal(0, await autotrace.WaitForExitAsync());
        Assert.Empty(autotrace.Error);
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task ItStopsOnCtrlCAndWithItsTerminal(string signal)
    {
        SkipWithoutSignals();
        using ChildProcess autotrace = Start(s_freePorts);
        await ListeningAsync(autotrace);

        autotrace.SendSignal(signal);

        Assert.Equal(0, await autotrace.WaitForExitAsync());
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task WithExitWithStdinItLeavesTheTerminalToItsParentAndStopsWhenStdinCloses(string signal)
    {
        SkipWithoutSignals();
        using ChildProcess autotrace = Start([.. s_freePorts, "--exit-with-stdin"]);
        (_, int http) = await ListeningAsync(autotrace);

        autotrace.SendSignal(signal);
        using HttpClient client = new();
        using HttpResponseMessage status = await client.GetAsync($"http://127.0.0.1:{http}/_autotrace/status");
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);

        autotrace.CloseStdin();
        Assert.Equal(0, await autotrace.WaitForExitAsync());
    }

    [Fact]
    public async Task ABusyUdpPortIsOneLineThatSaysWhatToDo()
    {
        using UdpClient other = new(new IPEndPoint(IPAddress.Loopback, 0));
        string address = other.Client.LocalEndPoint!.ToString()!;

        await AssertCannotListenAsync(["--udp", address, "--http", "127.0.0.1:0"], address, "--udp 127.0.0.1:0");
    }

    [Fact]
    public async Task ABusyHttpPortIsOneLineThatSaysWhatToDo()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string address = other.LocalEndpoint.ToString()!;

        await AssertCannotListenAsync(["--udp", "127.0.0.1:0", "--http", address], address, "--http 127.0.0.1:0");
    }

    [Theory]
    [InlineData("--udp", "everywhere", "'everywhere' is not an address to listen at")]
    [InlineData("--udp", "127.0.0.1", "'127.0.0.1' is not an address to listen at")]
    [InlineData("--udp", "2000", "'2000' is not an address to listen at")]
    [InlineData("--udp", "::1", "'::1' is not an address to listen at")]
    [InlineData("--udp", "[::1]", "'[::1]' is not an address to listen at")]
    [InlineData("--http", "127.0.0.1:99999", "'127.0.0.1:99999' is not an address to listen at")]
    [InlineData("--store-mb", "0", "--store-mb takes 1 to")]
    [InlineData("--default-rate", "1.5", "'1.5' is no share of requests: --default-rate takes 0 to 1")]
    [InlineData("--default-rate", "-0.1", "'-0.1' is no share of requests")]
    [InlineData("--default-rate", "NaN", "'NaN' is no share of requests")]
    [InlineData("--default-rate", "-Infinity", "'-Infinity' is no share of requests")]
    [InlineData("--default-rate", "0,05", "'0,05' is no share of requests")]
    [InlineData("--default-rate", "5%", "'5%' is no share of requests")]
    public async Task ABadArgumentIsNamed(string option, string value, string message)
    {
        using ChildProcess autotrace = Start([option, value]);

        Assert.Equal(1, await autotrace.WaitForExitAsync());
        Assert.Contains(message, autotrace.Error[0]);
    }

    [Fact]
    public async Task HelpNamesEveryOption()
    {
        using ChildProcess autotrace = Start(["--help"]);

        Assert.Equal(0, await autotrace.WaitForExitAsync());
        string help = string.Join('\n', autotrace.Output);
        Assert.All(
            ["--udp", "--http", "--store-mb", "--default-rate", "--exit-with-stdin"],
            option => Assert.Contains(option, help));
    }

    /// <summary>Starts the program in an environment that must not matter to it.</summary>
    private static ChildProcess Start(IEnumerable<string> arguments) => ChildProcess.StartDotnet(
        [Path.Combine(AppContext.BaseDirectory, "autotrace.dll"), .. arguments],
        new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:1" });

    private static async Task<(int Udp, int Http)> ListeningAsync(ChildProcess autotrace)
    {
        Match line = Listening().Match(await autotrace.WaitForLineAsync(_ => true));
        Assert.True(line.Success, line.Value);
        return (int.Parse(line.Groups[1].ValueSpan), int.Parse(line.Groups[2].ValueSpan));
    }

    private static async Task AssertCannotListenAsync(string[] arguments, string address, string remedy)
    {
        using ChildProcess autotrace = Start(arguments);

        Assert.Equal(1, await autotrace.WaitForExitAsync());
        string line = Assert.Single(autotrace.Error);
        Assert.StartsWith($"autotrace: cannot listen at {address}: another program does", line);
        Assert.Contains(remedy, line);
        Assert.Empty(autotrace.Output);
    }

    private static JsonElement Document(HttpClient client)
    {
        using HttpResponseMessage answer = client.PostAsJsonAsync(
            "/Traces", new JsonObject { ["TraceIds"] = new JsonArray(Some.TraceId) }).GetAwaiter().GetResult();
        JsonElement traces = JsonElement.Parse(
            answer.Content.ReadAsStringAsync().GetAwaiter().GetResult()).GetProperty("Traces");
        return traces.GetArrayLength() == 0 ? JsonElement.Parse("""{"Segments":[]}""") : traces[0];
    }

    private static void SkipWithoutSignals() =>
        Skip.If(OperatingSystem.IsWindows(), "Needs Unix signals: run the tests on Linux or macOS.");

    [GeneratedRegex(@"^listening udp=127\.0\.0\.1:(\d+) http=127\.0\.0\.1:(\d+)$")]
    private static partial Regex Listening();
}
