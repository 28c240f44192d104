using System.Runtime.InteropServices;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>
/// Builds what is in tests/Programs for linux-x64, with everything that it needs to run, apart from the repository's
/// own output, which other tests may be using.
/// </summary>
internal static class OwnBuild
{
    public const string Runtime = "linux-x64";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    // NuGet finds no such package, or not in that version; the AOT compiler finds no linker.
    private static readonly string[] s_missing = ["NU1101", "NU1102", "NU1301", "Platform linker"];

    /// <param name="command">build or publish.</param>
    /// <param name="program">The program's name.</param>
    /// <param name="framework">Such as net8.0.</param>
    /// <param name="folder">Where everything goes.</param>
    /// <param name="options">More of the command's options.</param>
    /// <exception cref="SkipException">The machine is another, or has not what the build takes.</exception>
    public static async Task RunAsync(
        string command, string program, string framework, string folder, params string[] options)
    {
        Skip.IfNot(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            $"The build is for {Runtime}: run this there.");
        string project = Path.Combine(TestData.RepositoryRoot, "tests", "Programs", program);
        using ChildProcess build = ChildProcess.StartDotnet(
            [command, project, "-f", framework, "-r", Runtime, "--artifacts-path", folder, "-nodeReuse:false", .. options]);
        int exitCode = await build.WaitForExitAsync(s_patience);
        string? missing = build.Output.FirstOrDefault(line => s_missing.Any(line.Contains));
        Skip.If(
            missing is not null,
            $"No {framework} for {Runtime} to be had. The build takes packages of the runtime and, for native AOT, of the " +
            $"compiler from the package source, and a C linker (apt-get install clang). It says: {missing}");
        Assert.True(exitCode == 0, string.Join('\n', build.Output));
    }
}
