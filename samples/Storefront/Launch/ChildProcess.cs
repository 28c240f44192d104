using System.Diagnostics;

namespace Shop.Launch;

/// <summary>A process of the shop. It says one line when it is ready, and ends when its stdin does.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly Process _process;
    private readonly Thread _warnings;
    private bool _isRunning;

    public ChildProcess(string name, ProcessStartInfo start)
    {
        Name = name;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;

        // A thread of its own: reading a pipe blocks, and the bank and the load need the pool.
        _warnings = new Thread(PassOnWarnings) { IsBackground = true, Name = $"warnings of {name}" };
        _warnings.Start();
    }

    public string Name { get; }

    public int Id => _process.Id;

    /// <summary>Waits for the line that says that it is ready.</summary>
    /// <exception cref="ChildEndedException">It ended before.</exception>
    public async Task<string> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            _isRunning = true;
            return line;
        }

        await DisposeAsync();
        throw new ChildEndedException(Name);
    }

    /// <summary>Sends a line to its stdin.</summary>
    public void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Ends its stdin and waits for its end.</summary>
    /// <returns>The last line that it said after it was ready; null for none.</returns>
    public async Task<string?> StopAsync()
    {
        _isRunning = false;
        _process.StandardInput.Close();
        using CancellationTokenSource patience = new(s_patience);
        try
        {
            string output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
            await _process.WaitForExitAsync(patience.Token);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{Name} | has not ended for {s_patience.TotalSeconds} s and is killed.");
            _process.Kill(entireProcessTree: true);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _warnings.Join();
        _process.Dispose();
    }

    private void PassOnWarnings()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            Console.Error.WriteLine($"{Name} | {line}");
        }

        _process.WaitForExit();
        if (_isRunning)
        {
            Console.Error.WriteLine($"{Name} | ended by itself, with exit code {_process.ExitCode}.");
        }
    }
}

/// <summary>A process of the shop ended before it was ready.</summary>
internal sealed class ChildEndedException(string name) : Exception($"{name} ended before it was ready.");
