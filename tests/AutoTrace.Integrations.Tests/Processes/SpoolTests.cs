using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>What a process leaves on the disk, another one sends.</summary>
public sealed class SpoolTests : IDisposable
{
    private const int Segments = 5000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("TERM", true)]
    [InlineData("KILL", false)]
    public async Task TheNextProcessSendsWhatOneThatWasEndedLeft(string signal, bool all)
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent by /bin/sh: run this on Linux or macOS.");
        using FakeDaemon nobody = new();
        using ChildProcess program = Programs.Start(
            nobody, ["spooling", _folder.Path], ("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:1"));
        string ready = await program.WaitForLineAsync(line => line.StartsWith("ready", StringComparison.Ordinal));
        Assert.Equal("ready, 0 lost", ready);

        program.SendSignal(signal);
        await program.WaitForExitAsync();

        using FakeXRay xray = new();
        await using AutoTraceRuntime next = AutoTraceRuntime.Start(options =>
        {
            options.ServiceName = "next";
            options.MayBeDefault = false;
            options.Export = ExportTarget.Tcp;
            options.DaemonAddress = xray.EndPoint.ToString();
            options.Batches.SpoolFolder = _folder.Path;
        });
        await Eventually.EqualAsync(0, () => Directory.GetFiles(_folder.Path).Length, TimeSpan.FromSeconds(30));
        await next.FlushAsync(Eventually.Deadline);

        TraceCounters counters = next.Counters;
        Assert.InRange(counters.Sent, all ? Segments : Segments / 2, Segments);
        Assert.Equal(new TraceCounters { Sent = counters.Sent, TakenFromSpool = counters.Sent }, counters);
        Assert.Equal(counters.Sent, xray.Documents.SoFar.Distinct().Count());
        DocumentRules.AssertValid(xray.Accepted);
    }
}
