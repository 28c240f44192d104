using System.Net;
using System.Net.Sockets;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Receive;
using AutoTrace.Daemon.Sampling;
using AutoTrace.Daemon.Store;
using AutoTrace.Daemon.Web;

namespace AutoTrace.Daemon;

/// <summary>
/// The stages put together and listening. Disposing it finishes what is under way and closes both sockets.
/// </summary>
internal sealed class DaemonServer : IAsyncDisposable
{
    // Answers that are under way may finish; none takes longer than reading the store.
    private static readonly TimeSpan s_stopDeadline = TimeSpan.FromSeconds(2);

    private readonly UdpReceiver _receiver;
    private readonly WebApplication _web;

    private DaemonServer(UdpReceiver receiver, WebApplication web, string http)
    {
        _receiver = receiver;
        _web = web;
        Http = http;
    }

    /// <summary>Where segment documents come in.</summary>
    public IPEndPoint Udp => _receiver.Endpoint;

    /// <summary>Where the API and the console are, as <c>host:port</c>.</summary>
    public string Http { get; }

    /// <summary>Binds both sockets.</summary>
    /// <param name="options">What the command line decided.</param>
    /// <param name="consoleDirectory">Where the console's files are.</param>
    /// <exception cref="CannotListenException">One of the addresses cannot be had; neither is kept.</exception>
    public static async Task<DaemonServer> StartAsync(DaemonOptions options, string consoleDirectory)
    {
        TimeProvider clock = TimeProvider.System;
        TraceStore store = new(options.StoreBytes);
        Intake intake = new(store, clock);
        UdpReceiver receiver = Receive(options.Udp, intake);
        try
        {
            Telemetry telemetry = new();
            TraceQueries queries = new(store);
            SamplingJson sampling = new(new DefaultRule(options.DefaultRate, clock.GetUtcNow()));
            DaemonStatus status = new(intake, receiver, store, telemetry, clock.GetUtcNow());
            WebApplication web = await WebServer.StartAsync(
                options.Http,
                new ConsoleFiles(consoleDirectory),
                new XRayApi(intake, queries, telemetry, sampling, clock),
                new ConsoleApi(queries, status));
            status.Http = WebServer.Address(web);
            return new DaemonServer(receiver, web, status.Http);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            receiver.Dispose();
            throw new CannotListenException("--http", options.Http, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(s_stopDeadline);
        await _web.DisposeAsync();
        _receiver.Dispose();
    }

    private static UdpReceiver Receive(IPEndPoint endpoint, Intake intake)
    {
        try
        {
            return UdpReceiver.Start(endpoint, intake);
        }
        catch (SocketException e)
        {
            throw new CannotListenException("--udp", endpoint, e);
        }
    }
}
