using System.Runtime.InteropServices;
using AutoTrace.Tests.Shared;

namespace AutoTrace.PackageTests;

/// <summary>A program for .NET 8, compiled by today's SDK and run on a real .NET 8, which it brings along.</summary>
[Collection(PackedFeed.Name)]
public sealed class Net8Tests(PackedFeed feed)
{
    [SkippableFact]
    public async Task SelfContainedProgramForDotNet8IsTraced()
    {
        Skip.IfNot(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            "The build is for linux-x64: run this there.");
        (int exitCode, string output) = await feed.OnConsumerAsync("build", "Net8");
        Skip.If(
            output.Contains("NU1101") || output.Contains("NU1102") || output.Contains("NU1301"),
            "No .NET 8 to be had: the package source has no Microsoft.NETCore.App.Runtime.linux-x64.");
        Assert.True(exitCode == 0, output);

        string program = feed.PathOf("Net8/bin/Debug/net8.0/linux-x64/Net8");
        (TraceTree tree, _) = await PackedFeed.RunAsync(daemon => ChildProcess.Start(program, [], PackedFeed.To(daemon)));

        Assert.Equal(
            """
            net8 [segment]
              Work.RunAsync
                Work.Private
                Work.AroundBodyAsync
                Work.StreamAsync
                Struct.Set
                Work.BehindAnInterface
            """,
            tree.Render());
        Assert.StartsWith("8.0.", (string?)tree.Roots.Single().Block("service")!["runtime_version"]);
    }
}
