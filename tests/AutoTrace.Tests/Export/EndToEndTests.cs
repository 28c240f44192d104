using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace AutoTrace.Tests.Export;

/// <summary>The library's books and the daemon's are one: nothing is lost between them that nobody counts.</summary>
public sealed class EndToEndTests
{
    private const int Segments = 10_000;

    [SkippableFact]
    public async Task WhatSendersSentIsWhatTheDaemonReceivedAndTheKernelDropped()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux counts the datagrams that it drops at a socket.");
        using ChildProcess daemon = ChildProcess.StartDotnet(
            [PathOfDaemon, "--udp", "127.0.0.1:0", "--http", "127.0.0.1:0"]);
        string listening = await daemon.WaitForLineAsync(line => line.StartsWith("listening ", StringComparison.Ordinal));
        string[] words = listening.Split(' ');
        string udp = words[1]["udp=".Length..];
        using HttpClient http = new() { BaseAddress = new Uri($"http://{words[2]["http=".Length..]}") };

        // While it sleeps, its socket's buffer overruns for certain.
        daemon.SendSignal("STOP");
        using Recording first = Sending(udp);
        using Recording second = Sending(udp);
        await Task.WhenAll(Task.Run(() => Produce(first)), Task.Run(() => Produce(second)));
        long sent = await SentAsync(first) + await SentAsync(second);
        daemon.SendSignal("CONT");

        await Eventually.EqualAsync(sent, () => Read("ReceivedDatagrams") + Read("KernelDrops"), what: "received + dropped");
        Assert.Equal(Read("ReceivedDatagrams"), Read("ReceivedDocuments"));
        Assert.InRange(Read("KernelDrops"), 1, sent);

        long Read(string name) => http.GetFromJsonAsync<JsonElement>("/_autotrace/status").GetAwaiter().GetResult()
            .GetProperty(name).GetInt64();
    }

    internal static string PathOfDaemon => AppContext.BaseDirectory.Replace(
        Path.Combine("tests", "AutoTrace.Tests"), Path.Combine("src", "AutoTrace.Daemon"), StringComparison.Ordinal)
        + "autotrace.dll";

    /// <summary>A segment is a record is a datagram here.</summary>
    private static void Produce(Recording recording)
    {
        for (int i = 0; i < Segments; i++)
        {
            using (recording.BeginSegment(i.ToString(CultureInfo.InvariantCulture)))
            {
            }
        }
    }

    private static async Task<long> SentAsync(Recording recording)
    {
        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(Segments, counters.Produced);
        Assert.Equal(Segments, counters.Sent + counters.Dropped);
        return counters.Sent;
    }

    // Room for all of them, so that it is the socket that overruns.
    private static Recording Sending(string address) => new(options =>
    {
        options.Exporter = null;
        options.DaemonAddress = address;
        options.QueueCapacity = 2 * Segments;
        options.QueueBytes = 1 << 30;
    });
}
