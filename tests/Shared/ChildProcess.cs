using System.Diagnostics;
using System.Globalization;

namespace AutoTrace.Tests.Shared;

/// <summary>A program that a test starts, listens to, signals, and leaves nothing of behind.</summary>
internal sealed class ChildProcess : IDisposable
{
    // Of the signals that a terminal sends: SIGHUP, SIGINT, SIGQUIT.
    private const ulong TerminalSignals = 0b111;

    /// <summary>
    /// Tests that run in the background of a shell, or under nohup, ignore the terminal's signals, and children inherit
    /// that through every exec. A program under test starts as from a terminal.
    /// </summary>
    private static readonly Lazy<bool> s_signalsAreIgnored = new(() =>
        OperatingSystem.IsLinux() &&
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } mask &&
        (ulong.Parse(mask["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) &
            TerminalSignals) != 0);

    private readonly Process _process;
    private readonly Arrivals<Line> _lines = new();
    private int _openStreams = 2;

    private ChildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Received(isError: false, e.Data);
        _process.ErrorDataReceived += (_, e) => Received(isError: true, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>The lines on stdout so far.</summary>
    public IReadOnlyList<string> Output => [.. _lines.SoFar.Where(line => !line.IsError).Select(line => line.Text)];

    /// <summary>The lines on stderr so far.</summary>
    public IReadOnlyList<string> Error => [.. _lines.SoFar.Where(line => line.IsError).Select(line => line.Text)];

    /// <summary>Starts <c>dotnet</c> with these arguments, such as the path of a dll and the program's own.</summary>
    public static ChildProcess StartDotnet(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Start("dotnet", arguments, environment);

    /// <summary>Starts a program with its stdin open.</summary>
    /// <param name="file">A path, or a name on the PATH.</param>
    /// <param name="arguments">One by one, without quoting.</param>
    /// <param name="environment">Set on top of the test's own environment.</param>
    public static ChildProcess Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = s_signalsAreIgnored.Value
            ? new("env", ["--default-signal=HUP,INT,QUIT", file, .. arguments])
            : new(file, arguments);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        // "dotnet test" leaves the way to its own MSBuild here, which would mislead a build that a test starts.
        string[] misleading =
            [.. start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))];
        foreach (string name in misleading)
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start);
    }

    /// <summary>Waits for a line on stdout or stderr and answers with it; one that has already come will do.</summary>
    /// <param name="wanted">Which.</param>
    /// <param name="deadline"><see cref="Eventually.Deadline"/> by default.</param>
    /// <exception cref="TimeoutException">
    /// It did not come, or the program ended without it; the message has all lines.
    /// </exception>
    public async Task<string> WaitForLineAsync(Func<string, bool> wanted, TimeSpan? deadline = null)
    {
        IReadOnlyList<Line> lines = await _lines.WaitAsync(
            all => all.Any(line => wanted(line.Text)), () => Describe("the line"), deadline);
        return lines.First(line => wanted(line.Text)).Text;
    }

    /// <summary>Waits for the end of the program and of its output.</summary>
    /// <returns>The exit code: on Unix 128 + n when signal n ended it.</returns>
    /// <exception cref="TimeoutException">
    /// It is still running at the deadline, or a child of its own holds its output open.
    /// </exception>
    public async Task<int> WaitForExitAsync(TimeSpan? deadline = null)
    {
        using CancellationTokenSource expired = new(deadline ?? Eventually.Deadline);
        try
        {
            await _process.WaitForExitAsync(expired.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(Describe($"the end of process {Id}"));
        }
    }

    /// <summary>Sends a Unix signal.</summary>
    /// <param name="name">Without SIG: TERM, INT, KILL.</param>
    public void SendSignal(string name)
    {
        // The shell's own kill: not every system has one as a program.
        using Process kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {Id}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException(Describe($"kill -{name} {Id} ended with {kill.ExitCode}"));
        }
    }

    /// <summary>Ends the program's input, which tells AutoTrace's children that their parent is gone.</summary>
    public void CloseStdin() => _process.StandardInput.Close();

    /// <summary>Kills the program and every program that it started.</summary>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(Eventually.Deadline);
        _process.Dispose();
    }

    private void Received(bool isError, string? text)
    {
        if (text is not null)
        {
            _lines.Add(new Line(isError, text));
        }
        else if (Interlocked.Decrement(ref _openStreams) == 0)
        {
            _lines.End();
        }
    }

    private string Describe(string what) => string.Join(Environment.NewLine,
        [$"{what} of {_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}; its output:",
            .. _lines.SoFar.Select(line => $"{(line.IsError ? "err" : "out")}| {line.Text}")]);

    private sealed record Line(bool IsError, string Text);
}
