using System.Globalization;

namespace AutoTrace.Tests.TestKit;

public sealed class ChildProcessTests
{
    [SkippableFact]
    public async Task LinesOfBothStreamsAreSeenAndKeptApart()
    {
        using ChildProcess child = Shell("echo one; echo two >&2; exit 3");

        Assert.Equal("two", await child.WaitForLineAsync(line => line.StartsWith('t')));
        Assert.Equal(3, await child.WaitForExitAsync());
        Assert.Equal(["one"], child.Output);
        Assert.Equal(["two"], child.Error);
    }

    [SkippableFact]
    public async Task LineIsSeenWhileTheProgramStillRuns()
    {
        using ChildProcess child = Shell("echo ready; read line");

        await child.WaitForLineAsync(line => line == "ready");

        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(
            () => child.WaitForExitAsync(TimeSpan.FromMilliseconds(50)));
        Assert.Contains("out| ready", error.Message);
    }

    [SkippableFact]
    public async Task ProgramThatEndsWithoutTheLineFailsTheWaitAtOnce()
    {
        using ChildProcess child = Shell("echo something else; echo why >&2");

        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(
            () => child.WaitForLineAsync(line => line == "ready"));

        Assert.StartsWith("Will never come", error.Message);
        Assert.Contains("out| something else", error.Message);
        Assert.Contains("err| why", error.Message);
    }

    [SkippableFact]
    public async Task SignalReachesTheProgram()
    {
        using ChildProcess child = Shell("trap 'echo caught; exit 7' TERM; echo ready; while :; do read line; done");
        await child.WaitForLineAsync(line => line == "ready");

        child.SendSignal("TERM");
        child.CloseStdin();

        await child.WaitForLineAsync(line => line == "caught");
        Assert.Equal(7, await child.WaitForExitAsync());
    }

    [SkippableFact]
    public async Task SignalThatKillsShowsInTheExitCode()
    {
        using ChildProcess child = Shell("echo ready; read line");
        await child.WaitForLineAsync(line => line == "ready");

        child.SendSignal("KILL");

        Assert.Equal(128 + 9, await child.WaitForExitAsync());
        Assert.Throws<InvalidOperationException>(() => child.SendSignal("TERM"));
    }

    [SkippableFact]
    public async Task ClosedStdinIsTheEndOfTheProgramsInput()
    {
        using ChildProcess child = Shell("cat; echo end");

        child.CloseStdin();

        await child.WaitForLineAsync(line => line == "end");
    }

    [SkippableFact]
    public async Task EnvironmentIsHandedOver()
    {
        using ChildProcess child = Shell("echo $GREETING", new Dictionary<string, string> { ["GREETING"] = "hello" });

        await child.WaitForLineAsync(line => line == "hello");
    }

    [SkippableFact]
    public async Task DisposeLeavesNeitherTheProgramNorItsChildrenBehind()
    {
        ChildProcess child = Shell("sleep 600 & echo $!; wait");
        int grandchild = int.Parse(await child.WaitForLineAsync(_ => true), CultureInfo.InvariantCulture);
        Assert.True(Directory.Exists($"/proc/{grandchild}"));

        child.Dispose();

        await Eventually.TrueAsync(() => !IsRunning(grandchild));
    }

    [Fact]
    public async Task DotnetIsStartedWithoutTheTestRunsMsBuild()
    {
        using ChildProcess child = ChildProcess.StartDotnet(["--version"]);

        string version = await child.WaitForLineAsync(_ => true, TimeSpan.FromMinutes(1));

        Assert.Equal(10, Version.Parse(version.Split('-')[0]).Major);
    }

    private static ChildProcess Shell(string script, Dictionary<string, string>? environment = null)
    {
        Skip.If(OperatingSystem.IsWindows(), "Needs a Unix shell.");
        return ChildProcess.Start("/bin/sh", ["-c", script], environment);
    }

    // A process that nobody has waited for stays in /proc as a zombie.
    private static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
