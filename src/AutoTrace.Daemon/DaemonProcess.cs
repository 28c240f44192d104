using AutoTrace.Daemon.Web;

namespace AutoTrace.Daemon;

/// <summary>The daemon as a process: says where it listens, and runs until somebody asks it to stop.</summary>
internal static class DaemonProcess
{
    public static async Task<int> RunAsync(DaemonOptions options)
    {
        using StopRequest stop = new(options.ExitWithStdin);
        try
        {
            await using DaemonServer server = await DaemonServer.StartAsync(options, ConsoleFiles.Directory);
            Console.WriteLine($"listening udp={server.Udp} http={server.Http}");
            await stop.Requested;
            return 0;
        }
        catch (CannotListenException e)
        {
            await Console.Error.WriteLineAsync($"autotrace: {e.Message}");
            return 1;
        }
    }
}
