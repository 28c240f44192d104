using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Receive;
using AutoTrace.Daemon.Store;
using AutoTrace.Daemon.Web;

namespace AutoTrace.Daemon;

/// <summary>Puts the stages together, says where it listens, and runs until somebody asks it to stop.</summary>
internal static class DaemonProcess
{
    private const int Failure = 1;

    // What answers are under way may finish; everything is read within milliseconds.
    private static readonly TimeSpan s_stopDeadline = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(DaemonOptions options)
    {
        TimeProvider clock = TimeProvider.System;
        TraceStore store = new(options.StoreBytes);
        Intake intake = new(store, clock);
        UdpReceiver receiver;
        try
        {
            receiver = UdpReceiver.Start(options.Udp, intake);
        }
        catch (SocketException e)
        {
            return CannotListen("--udp", options.Udp, e);
        }

        using (receiver)
        {
            Telemetry telemetry = new();
            TraceQueries queries = new(store);
            DaemonStatus status = new(intake, receiver, store, telemetry, clock.GetUtcNow());
            WebApplication web;
            try
            {
                web = await WebServer.StartAsync(
                    options.Http,
                    new ConsoleFiles(ConsoleFiles.Directory),
                    new XRayApi(intake, queries, telemetry, clock),
                    new ConsoleApi(queries, status));
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                return CannotListen("--http", options.Http, e);
            }

            await using (web)
            {
                status.Http = WebServer.Address(web);
                Console.WriteLine($"listening udp={receiver.Endpoint} http={status.Http}");
                await StopRequestedAsync(options.ExitWithStdin);
                await web.StopAsync(s_stopDeadline);
            }
        }

        return 0;
    }

    private static int CannotListen(string option, IPEndPoint endpoint, Exception e)
    {
        SocketError error = (e as SocketException ?? e.GetBaseException() as SocketException)?.SocketErrorCode ?? SocketError.SocketError;
        bool busy = error == SocketError.AddressAlreadyInUse || e.Message.Contains("address already in use", StringComparison.Ordinal);
        string reason = busy ? "another program listens there, perhaps an X-Ray daemon" : e.Message.TrimEnd('.');
        Console.Error.WriteLine(
            $"autotrace: cannot listen at {endpoint}: {reason}. Stop it or give another address: {option} {endpoint.Address}:0 takes a free port.");
        return Failure;
    }

    /// <summary>Waits for SIGTERM, Ctrl-C, or (and then not for Ctrl-C) the end of standard input.</summary>
    private static async Task StopRequestedAsync(bool exitWithStdin)
    {
        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.TrySetResult();
        });
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            if (!exitWithStdin)
            {
                stop.TrySetResult();
            }
        });
        if (exitWithStdin)
        {
            Thread reader = new(() =>
            {
                using Stream input = Console.OpenStandardInput();
                input.CopyTo(Stream.Null);
                stop.TrySetResult();
            })
            { IsBackground = true, Name = "autotrace stdin" };
            reader.Start();
        }

        await stop.Task;
    }
}
