using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>Programs close segments at the last moment, a hundred at a time, and none may be lost.</summary>
public sealed class ProcessEndTests
{
    [Theory]
    [InlineData("dispose", "dispose", 0)]
    [InlineData("return", "ProcessExit", 0)]
    [InlineData("exit", "ProcessExit", 3)]
    public async Task ProgramThatEndsByItselfLosesNothing(string how, string segments, int exitCode)
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["end", how]);

        Assert.Equal(exitCode, await program.WaitForExitAsync());

        await AssertArrivedAsync(daemon, segments);
    }

    [Fact]
    public async Task ProgramThatCrashesStillSendsWhatWasClosedBefore()
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["end", "crash"]);

        Assert.NotEqual(0, await program.WaitForExitAsync());

        await AssertArrivedAsync(daemon, "crash");
    }

    [SkippableTheory]
    [InlineData("HUP", 128 + 1)]
    [InlineData("INT", 128 + 2)]
    [InlineData("QUIT", 128 + 3)]
    [InlineData("TERM", 128 + 15)]
    public async Task SignalEndsTheProgramAsItWouldHaveAndNothingIsLost(string signal, int exitCode)
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent by /bin/sh: run this on Linux or macOS.");
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["end", $"SIG{signal}"]);
        await program.WaitForLineAsync(line => line == "ready");

        program.SendSignal(signal);

        Assert.Equal(exitCode, await program.WaitForExitAsync());
        await AssertArrivedAsync(daemon, $"SIG{signal}");
    }

    [SkippableTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task WorkerThatIsToldToStopLosesNothing(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent by /bin/sh: run this on Linux or macOS.");
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["worker"]);
        await program.WaitForLineAsync(line => line.StartsWith("ready", StringComparison.Ordinal));

        program.SendSignal(signal);

        Assert.Equal(0, await program.WaitForExitAsync());
        await AssertArrivedAsync(daemon, "stopping");
        await AssertArrivedAsync(daemon, "disposing");
        Assert.Single(daemon.Documents, document => document.Name == "job");
    }

    private static async Task AssertArrivedAsync(FakeDaemon daemon, string name)
    {
        await daemon.WaitForAsync(
            $"100 times {name}", documents => documents.Count(document => document.Name == name) == 100);
        daemon.AssertValid();
    }
}
