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

    [Fact]
    public async Task ProgramThatCrashesStillSendsWhatWasOpenAsFaults()
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["end", "crash while open"]);

        Assert.NotEqual(0, await program.WaitForExitAsync());

        await daemon.WaitForAsync("both segments", documents => documents.Count == 2);
        daemon.AssertValid();
        TraceTree tree = TraceTree.Of(daemon.Documents);
        Assert.Equal(
            ["guilty [segment fault]\n  done\n  throws [fault]", "other [segment fault]\n  waits"],
            tree.Roots.Select(root => TraceTree.Of(daemon.Documents.Where(d => d.Id == root.Id)).Render()).Order());
        Assert.All(tree.Roots, root => Assert.True(root.Annotations!["autotrace_crashed"]!.GetValue<bool>()));
        Assert.True(tree["waits"].Metadata!["autotrace"]!["closed_with_segment"]!.GetValue<bool>());

        // Described where it was thrown, and named by its id further out.
        string id = tree["throws"].Cause!["exceptions"]![0]!["id"]!.GetValue<string>();
        Assert.Equal("nobody catches this", tree["throws"].Cause!["exceptions"]![0]!["message"]!.GetValue<string>());
        Assert.Equal(id, tree["guilty"].Cause!.GetValue<string>());
        Assert.Null(tree["other"].Cause);
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

    [SkippableFact]
    public async Task SignalTellsOfWhatIsOpen()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent by /bin/sh: run this on Linux or macOS.");
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["end", "open"]);
        await program.WaitForLineAsync(line => line == "ready");

        program.SendSignal("TERM");

        Assert.Equal(128 + 15, await program.WaitForExitAsync());
        await daemon.WaitForDocumentsAsync(1);
        daemon.AssertValid();
        SegmentDocument told = Assert.Single(daemon.Documents);
        Assert.Equal("open", told.Name);
        Assert.True(told.InProgress);
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
        Assert.Single(daemon.Documents, document => document is { Name: "job", InProgress: false });
    }

    private static async Task AssertArrivedAsync(FakeDaemon daemon, string name)
    {
        await daemon.WaitForAsync(
            $"100 times {name}", documents => documents.Count(document => document.Name == name) == 100);
        daemon.AssertValid();
    }
}
