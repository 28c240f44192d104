using System.Diagnostics;
using System.Globalization;

namespace AutoTrace.Storefront.Tests;

/// <summary>A process by its id and start time, so that a later one of the same id is not mistaken for it.</summary>
/// <param name="Id">The process id.</param>
/// <param name="CommandLine">Program and arguments.</param>
/// <param name="StartTime">In ticks since boot.</param>
internal sealed record LinuxProcess(int Id, string CommandLine, string StartTime)
{
    private const int State = 0;
    private const int Parent = 1;
    private const int Start = 19;

    /// <summary>Whether it still runs: what only waits for its exit code to be read does not.</summary>
    public bool IsRunning => Stat(Id) is { } stat && stat[State] is not ("Z" or "X") && stat[Start] == StartTime;

    /// <summary>All processes below that one, not itself.</summary>
    public static IReadOnlyList<LinuxProcess> DescendantsOf(int id)
    {
        ILookup<int, int> children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out int process) ? process : 0)
            .Where(process => process != 0)
            .Select(process => (Id: process, Stat: Stat(process)))
            .Where(process => process.Stat is not null)
            .ToLookup(process => int.Parse(process.Stat![Parent], CultureInfo.InvariantCulture), process => process.Id);
        return [.. Below(id)];

        IEnumerable<LinuxProcess> Below(int parent) => children[parent].SelectMany(child =>
            Stat(child) is { } stat
                ? Below(child).Prepend(new LinuxProcess(child, ReadCommandLine(child), stat[Start]))
                : []);
    }

    /// <param name="name">Without SIG: INT, TERM.</param>
    public void SendSignal(string name)
    {
        // The shell's own kill: not every system has one as a program.
        using Process kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {Id}"]);
        kill.WaitForExit();
    }

    /// <summary>The fields of /proc/ID/stat behind the program's name; null when there is no such process.</summary>
    private static string[]? Stat(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string ReadCommandLine(int id) => File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
}
