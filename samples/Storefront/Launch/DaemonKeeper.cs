using System.Diagnostics;
using System.Globalization;

namespace Shop.Launch;

/// <summary>
/// Runs the daemon, and ends it last: when this process's stdin has ended (the launcher is done, or gone) and the
/// services whose process ids came in over it are gone too, so that what they send at their end still arrives.
/// </summary>
internal static class DaemonKeeper
{
    public const string Name = "daemon";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <param name="port">For UDP, the API and the console; 0 for free ones.</param>
    /// <param name="direct">Whether it is UDP that nobody sends by: it then gets a port that nobody is told.</param>
    public static async Task<int> RunAsync(int port, bool direct)
    {
        using StopSignals ignored = StopSignals.OnTerminal(() => { });
        using Process daemon = Process.Start(DotnetProgram.Daemon(
            "--udp", Loopback(direct ? 0 : port), "--http", Loopback(port), "--exit-with-stdin"))!;
        await Task.WhenAny(daemon.WaitForExitAsync(), ServicesEndAsync());
        daemon.StandardInput.Close();
        await daemon.WaitForExitAsync();
        return daemon.ExitCode;
    }

    private static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private static async Task ServicesEndAsync()
    {
        List<Task> ends = [];
        using StreamReader stdin = new(Console.OpenStandardInput());
        while (await stdin.ReadLineAsync() is { } processId)
        {
            ends.Add(EndOfAsync(int.Parse(processId, CultureInfo.InvariantCulture)));
        }

        await Task.WhenAny(Task.WhenAll(ends), Task.Delay(s_patience));
    }

    private static async Task EndOfAsync(int processId)
    {
        try
        {
            using Process service = Process.GetProcessById(processId);
            await service.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // Gone already.
        }
    }
}
