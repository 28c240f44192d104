using System.Globalization;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>What the start of AutoTrace takes of the start of a program.</summary>
public sealed class StartTests
{
    /// <summary>
    /// Time depends on the machine; most of it is the JIT's, a tenth of a millisecond a method on a small one.
    /// </summary>
    private const int MaxMethods = 120;

    [Fact]
    public async Task WhoeverStartsAutoTraceWaitsForFewMethodsToBeCompiled()
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["starting"]);
        Assert.Equal(0, await program.WaitForExitAsync());

        Assert.InRange(int.Parse(program.Output[0], CultureInfo.InvariantCulture), 1, MaxMethods);
    }

    [Theory]
    [InlineData("System.Net.Http")]
    [InlineData("System.Net.Sockets")]
    public async Task WhatIsNotUsedYetIsNotLoaded(string assembly)
    {
        using FakeDaemon daemon = new();
        using ChildProcess program = Programs.Start(daemon, ["starting"]);
        Assert.Equal(0, await program.WaitForExitAsync());

        Assert.Contains("AutoTrace", program.Output);
        Assert.DoesNotContain(assembly, program.Output);
    }

    [SkippableFact]
    public async Task ProgramWithoutAWorkingDirectoryIsTraced()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not let go of a working directory: run this on Linux or macOS.");
        using FakeDaemon daemon = new();
        using TemporaryFolder folder = new();
        using ChildProcess program = Programs.Start(daemon, ["homeless", Path.Combine(folder.Path, "gone")]);
        Assert.Equal(0, await program.WaitForExitAsync());

        await daemon.WaitForDocumentsAsync(1);
        daemon.AssertValid();
    }
}
