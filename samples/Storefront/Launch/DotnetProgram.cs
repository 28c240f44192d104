using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Shop.Launch;

/// <summary>How to start this program once more, and the daemon that was built with it.</summary>
internal static class DotnetProgram
{
    // The runtime that runs this lies in <dotnet>/shared/Microsoft.NETCore.App/<version>/.
    private static readonly string s_dotnet = Path.GetFullPath(
        Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(),
            "../../..",
            OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public static ProcessStartInfo Self(params IEnumerable<string> arguments) =>
        Start(typeof(DotnetProgram).Assembly.Location, arguments);

    public static ProcessStartInfo Daemon(params IEnumerable<string> arguments) => Start(
        Path.GetFullPath(DaemonPath, AppContext.BaseDirectory), arguments);

    private static ProcessStartInfo Start(string dll, IEnumerable<string> arguments) =>
        new(s_dotnet, [dll, .. arguments]) { RedirectStandardInput = true };

    private static string DaemonPath => typeof(DotnetProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == nameof(DaemonPath)).Value!;
}
