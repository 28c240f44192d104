using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Storefront.Tests;

public class LauncherTests
{
    private const int Services = 5;

    [SkippableFact]
    public async Task WhenTheLauncherIsKilledTheServicesEndAndThenTheDaemon()
    {
        SkipUnlessLinux();
        using ChildProcess sample = SampleProcess.Start("--port", "0");
        await sample.WaitForConsoleAsync();
        IReadOnlyList<LinuxProcess> children = LinuxProcess.DescendantsOf(sample.Id);
        LinuxProcess daemon = Assert.Single(children, IsDaemon);
        List<LinuxProcess> services = [.. children.Where(IsService)];
        Assert.Equal(Services, services.Count);

        sample.SendSignal("KILL");

        int servicesAfterDaemon = 0;
        await Eventually.TrueAsync(
            () =>
            {
                // In this order: a service that runs after the daemon was seen dead has outlived it.
                if (!daemon.IsRunning)
                {
                    servicesAfterDaemon += services.Count(service => service.IsRunning);
                }

                return children.All(child => !child.IsRunning);
            },
            SampleProcess.Deadline);
        Assert.Equal(0, servicesAfterDaemon);
    }

    [SkippableFact]
    public async Task CtrlCInTheTerminalIsTheLaunchersAlone()
    {
        SkipUnlessLinux();
        using ChildProcess sample = SampleProcess.Start("--port", "0");
        using HttpClient daemon = new() { BaseAddress = await sample.WaitForConsoleAsync() };
        IReadOnlyList<LinuxProcess> children = LinuxProcess.DescendantsOf(sample.Id);

        foreach (LinuxProcess child in children)
        {
            child.SendSignal("INT");
        }

        DateTimeOffset interrupted = DateTimeOffset.UtcNow;
        await Eventually.TrueAsync(() => ShowsOrdersSince(interrupted, daemon), SampleProcess.Deadline);
        sample.SendSignal("INT");

        Assert.Equal(0, await sample.WaitForExitAsync(SampleProcess.Deadline));
        Assert.Contains(sample.Output, line => line.EndsWith("the services have stopped.", StringComparison.Ordinal));
        Assert.Empty(sample.Error);
        Assert.DoesNotContain(children, child => child.IsRunning);
    }

    [Fact]
    public async Task ATakenPortIsToldAndAFreeOneUsed()
    {
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int taken = ((IPEndPoint)other.LocalEndPoint!).Port;
        using ChildProcess sample = SampleProcess.Start("--port", $"{taken}", "--seconds", "1");

        Uri console = await sample.WaitForConsoleAsync();

        Assert.Contains(sample.Output, line => line.StartsWith($"Port {taken} is taken", StringComparison.Ordinal));
        Assert.NotEqual(taken, console.Port);
        Assert.Equal(0, await sample.WaitForExitAsync(SampleProcess.Deadline));
    }

    [Fact]
    public async Task AServiceSendsWhatItHasWhenItsStdinEnds()
    {
        using FakeDaemon daemon = new();
        using ChildProcess inventory = SampleProcess.StartService("inventory", daemon);
        string line = await inventory.WaitForLineAsync(
            line => line.StartsWith("listening ", StringComparison.Ordinal), SampleProcess.Deadline);
        using HttpClient http = new() { BaseAddress = new Uri(line["listening ".Length..]) };
        using (await http.GetAsync(new Uri("/stock/teapot", UriKind.Relative)))
        {
            inventory.CloseStdin();
        }

        Assert.Equal(0, await inventory.WaitForExitAsync(SampleProcess.Deadline));
        await daemon.WaitForAsync("the segment", documents => documents.Any(document => document.Name == "inventory"));
        daemon.AssertValid();
    }

    /// <summary>Whether an order has gone through all services since then: the last of them is on the map.</summary>
    private static bool ShowsOrdersSince(DateTimeOffset time, HttpClient daemon)
    {
        double start = time.ToUnixTimeMilliseconds() / 1000.0;
        using HttpRequestMessage request = new(HttpMethod.Post, "ServiceGraph")
        {
            Content = JsonContent.Create(
                new { StartTime = start, EndTime = start + 3600 }, options: JsonSerializerOptions.Default),
        };
        using HttpResponseMessage response = daemon.Send(request);
        using StreamReader body = new(response.EnsureSuccessStatusCode().Content.ReadAsStream());
        return body.ReadToEnd().Contains("\"fulfilment\"", StringComparison.Ordinal);
    }

    private static bool IsDaemon(LinuxProcess process) => process.CommandLine.Contains("autotrace.dll", StringComparison.Ordinal);

    private static bool IsService(LinuxProcess process) =>
        process.CommandLine.Contains("--service", StringComparison.Ordinal)
        && !process.CommandLine.Contains("--service daemon", StringComparison.Ordinal);

    private static void SkipUnlessLinux() =>
        Skip.IfNot(OperatingSystem.IsLinux(), "Reads /proc: run it on Linux, in a container for example.");
}
