using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace AutoTrace.Tests.Export;

/// <summary>The daemon's TCP port, over real sockets: what arrives, and what comes of every fault.</summary>
public sealed class DaemonTcpTests
{
    /// <summary>A fault of the first request, and what became of three segments: sent, refused, given up; requests.</summary>
    public static TheoryData<string, long, long, long, int> Faults => new()
    {
        { "none", 3, 0, 0, 1 },
        { "429", 3, 0, 0, 2 },
        { "429 with Retry-After", 3, 0, 0, 2 },
        { "500", 3, 0, 0, 2 },
        { "503", 3, 0, 0, 2 },
        { "403 of X-Ray's", 3, 0, 0, 2 },
        { "413", 3, 0, 0, 3 },
        { "reset", 3, 0, 0, 2 },
        { "hangs", 3, 0, 0, 2 },
        { "half an answer", 3, 0, 0, 2 },
        { "no JSON", 3, 0, 0, 2 },
        { "an array", 3, 0, 0, 2 },
        { "one refused", 2, 1, 0, 1 },
        { "400", 0, 0, 3, 1 },
        { "403", 0, 0, 3, 1 },
        { "404", 0, 0, 3, 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task EveryFaultIsInTheBooks(string fault, long sent, long refused, long failed, int requests)
    {
        using FakeXRay daemon = new() { Fault = number => number == 1 ? Named(fault) : default };
        using Recording recording = Sending($"tcp:{daemon.EndPoint} udp:127.0.0.1:1", options =>
        {
            // Only where it is to pass: on a busy machine it would end good requests too.
            options.Batches.RequestTimeout = fault == "hangs" ? TimeSpan.FromSeconds(2) : Eventually.Deadline;
        });
        BatchExporterTests.Produce(recording, 3);
        Assert.Equal(
            new TraceCounters { Produced = 3, Sent = sent, DroppedRefused = refused, DroppedExportFailed = failed },
            await recording.Runtime.FlushAsync(Eventually.Deadline));
        Assert.Equal(requests, daemon.Requests.SoFar.Count);
        Assert.Equal(sent, daemon.Accepted.Count);
        Assert.Equal(fault is "none" or "413" ? 0 : 1, recording.Warnings.Count);
        DocumentRules.AssertValid(daemon.Accepted);
        Assert.All(
            daemon.Requests.SoFar,
            request => Assert.StartsWith("POST /TraceSegments HTTP/1.1\r\n", request.Head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADaemonThatComesBackGetsWhatWasHeldMeanwhile()
    {
        FakeXRay first = new();
        int port = first.EndPoint.Port;
        first.Dispose();
        using Recording recording = Sending($"127.0.0.1:{port}");
        BatchExporterTests.Produce(recording, 3);
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        await Eventually.EqualAsync(1, () => recording.Warnings.Count);
        Assert.Contains("AWS_XRAY_DAEMON_ADDRESS", recording.Warnings.Single(), StringComparison.Ordinal);
        using FakeXRay second = new(port);
        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3 }, await flush);
        Assert.Equal(3, second.Accepted.Count);
    }

    [Fact]
    public async Task NobodyTracesTheRequests()
    {
        ConcurrentQueue<string> activities = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => activities.Enqueue(activity.DisplayName + activity.GetTagItem("server.port")),
        };
        ActivitySource.AddActivityListener(listener);
        using FakeXRay daemon = new();
        using Recording recording = Sending(daemon.EndPoint.ToString());
        using (recording.BeginSegment())
        {
            using (recording.BeginSegment())
            {
            }

            await recording.Runtime.FlushAsync(Eventually.Deadline);
        }

        Assert.Equal(new TraceCounters { Produced = 2, Sent = 2 }, await recording.Runtime.FlushAsync(Eventually.Deadline));
        Assert.DoesNotContain(activities, activity => activity.Contains($"{daemon.EndPoint.Port}", StringComparison.Ordinal));
        Assert.DoesNotContain(
            daemon.Requests.SoFar, request => request.Head.Contains("trace", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheDaemonTakesDocumentsThatNoDatagramHolds()
    {
        using ChildProcess process = ChildProcess.StartDotnet(
            [EndToEndTests.PathOfDaemon, "--udp", "127.0.0.1:0", "--http", "127.0.0.1:0"]);
        string listening = await process.WaitForLineAsync(line => line.StartsWith("listening ", StringComparison.Ordinal));
        string http = listening.Split(' ')[2]["http=".Length..];
        using Recording recording = Sending($"tcp:{http} udp:127.0.0.1:1");
        for (int i = 0; i < 60; i++)
        {
            using TraceScope segment = recording.BeginSegment("large");
            segment.Span.AddMetadata("text", new string('x', 60_000));
        }

        Assert.Equal(new TraceCounters { Produced = 60, Sent = 60 }, await recording.Runtime.FlushAsync(Eventually.Deadline));
        using HttpClient client = new() { BaseAddress = new Uri($"http://{http}") };
        JsonElement status = await client.GetFromJsonAsync<JsonElement>("/_autotrace/status");
        // What it holds, not what it received: on a busy machine a request may have been made twice.
        Assert.Equal(60, status.GetProperty("Documents").GetInt64());
        Assert.Equal(0, status.GetProperty("ReceivedDatagrams").GetInt64());
    }

    [Fact]
    public async Task WithoutThePackageForXRayTheLogNamesItAndTheDaemonGetsWhatThereIs()
    {
        using FakeDaemon daemon = new();
        using Recording recording = Sending(daemon.Address, options => options.Export = ExportTarget.XRay);
        BatchExporterTests.Produce(recording, 1);
        await daemon.WaitForDocumentsAsync(1);
        Assert.Contains("dotnet add package AutoTrace.Aws", Assert.Single(recording.Warnings), StringComparison.Ordinal);
    }

    internal static Fault Named(string fault) => fault switch
    {
        "none" => default,
        "429" => Fault.Status("429 Too Many Requests"),
        "429 with Retry-After" => Fault.Status("429 Too Many Requests", "Retry-After: 1\r\n"),
        "500" => Fault.Status("500 Internal Server Error"),
        "503" => Fault.Status("503 Service Unavailable"),
        "403" => Fault.Status("403 Forbidden"),
        "403 of X-Ray's" => Fault.Error(403, "AccessDeniedException", "User is not authorized"),
        "413" => Fault.Status("413 Content Too Large"),
        "400" => Fault.Status("400 Bad Request"),
        "404" => Fault.Status("404 Not Found"),
        "reset" => new Fault(Resets: true),
        "hangs" => new Fault(Hangs: true),
        "half an answer" => new Fault("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Unproc"),
        "no JSON" => new Fault(Fault.Http("200 OK", "<html>hello</html>")),
        "an array" => new Fault(Fault.Http("200 OK", "[]")),
        "one refused" => new Fault(Refuses: document => document.Name == "1"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "no such fault"),
    };

    private static Recording Sending(string address, Action<AutoTraceOptions>? configure = null) => new(options =>
    {
        options.Exporter = null;
        options.Export = ExportTarget.Tcp;
        options.DaemonAddress = address;
        configure?.Invoke(options);
    });
}
