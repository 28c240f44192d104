using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using AutoTrace.Export;
using AutoTrace.Tests.Export;
using static AutoTrace.Tests.Sampling.ScriptedSampling;

namespace AutoTrace.Tests.Sampling;

/// <summary>A runtime that asks for X-Ray's rules, over real sockets.</summary>
public sealed class CentralRulesTests
{
    /// <summary>What comes of the first request for rules.</summary>
    public static TheoryData<string> Faults =>
        ["500", "403", "reset", "hangs", "half an answer", "no JSON", "an array", "too much", "no rule"];

    [Fact]
    public async Task AutotracesRuleTakesEverythingAlsoWhereSegmentsGoByUdp()
    {
        using ChildProcess process = StartDaemon();
        (string udp, string http) = await ListeningAsync(process);
        List<string> said = [];
        using Recording recording = Asking($"tcp:{http} udp:{udp}", o => o.OnInformation = said.Add);

        Assert.True(await recording.Runtime.WaitForSamplingRulesAsync(Eventually.Deadline));

        Assert.All(Enumerable.Range(0, 50), _ => Assert.True(IsSampled(recording)));
        Assert.Contains(
            $"sampling: incoming decisions, else X-Ray's rules by tcp {http}, until they are there 1 a second and 5 %",
            Assert.Single(said),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AutotracesRateIsKept()
    {
        using ChildProcess process = StartDaemon("--default-rate", "0");
        (_, string http) = await ListeningAsync(process);
        using Recording recording = Asking($"tcp:{http} udp:127.0.0.1:1", o => o.TimeProvider = new ManualTimeProvider());

        Assert.True(await recording.Runtime.WaitForSamplingRulesAsync(Eventually.Deadline));

        // The clock stands still: what is taken is the one request of this second that may be borrowed.
        Assert.Equal(1, Enumerable.Range(0, 1000).Count(_ => IsSampled(recording)));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AfterAFaultTheRulesComeAllTheSame(string fault)
    {
        using FakeXRay xray = new()
        {
            Fault = number => number == 1 ? Named(fault) : default,
            Other = _ => RulesOf(Rule("central", rate: 1)),
        };
        ManualTimeProvider clock = new();
        using Recording recording = Asking(xray.EndPoint.ToString(), o => o.TimeProvider = clock);

        Task<bool> rules = recording.Runtime.WaitForSamplingRulesAsync(Timeout.InfiniteTimeSpan).AsTask();
        await clock.AdvanceUntilAsync(() => rules.IsCompleted, TimeSpan.FromSeconds(1));

        Assert.True(await rules);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.True(IsSampled(recording)));
        Assert.DoesNotContain(recording.Warnings, warning => warning.Contains("ampling", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UntilTheRulesComeTheProcessDecides()
    {
        using FakeXRay xray = new() { Fault = _ => new Fault(Hangs: true) };
        ManualTimeProvider clock = new();
        using Recording recording = Asking(xray.EndPoint.ToString(), o => o.TimeProvider = clock);

        Assert.False(await recording.Runtime.WaitForSamplingRulesAsync(TimeSpan.Zero));
        Assert.InRange(Enumerable.Range(0, 1000).Count(_ => IsSampled(recording)), 1, 200);
    }

    [Fact]
    public async Task WhoeverListensForNothingIsToldWhatToStart()
    {
        ManualTimeProvider clock = new();
        using FakeXRay gone = new();
        string address = gone.EndPoint.ToString();
        gone.Dispose();
        using Recording recording = Asking(address, o => o.TimeProvider = clock);

        await clock.AdvanceUntilAsync(() => !recording.Warnings.IsEmpty, TimeSpan.FromSeconds(1));

        string warning = Assert.Single(recording.Warnings);
        Assert.StartsWith($"Asking tcp {address} for sampling rules failed: ", warning, StringComparison.Ordinal);
        Assert.Contains("Start `autotrace` or the X-Ray daemon there", warning, StringComparison.Ordinal);
        Assert.EndsWith("this process samples by its own rules.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyTracesTheQuestions()
    {
        ConcurrentQueue<string> activities = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => activities.Enqueue(activity.DisplayName + activity.GetTagItem("server.port")),
        };
        ActivitySource.AddActivityListener(listener);
        using FakeXRay xray = new() { Other = _ => RulesOf(Rule("Default")) };
        using Recording recording = Asking(xray.EndPoint.ToString());
        await recording.Runtime.WaitForSamplingRulesAsync(Eventually.Deadline);

        XRayRequest request = Assert.Single(xray.Requests.SoFar);
        Assert.StartsWith("POST /GetSamplingRules HTTP/1.1\r\n", request.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("trace", request.Head, StringComparison.Ordinal);
        Assert.DoesNotContain(activities, activity => activity.Contains($"{xray.EndPoint.Port}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheEndOfTheRuntimeEndsWhatIsBeingAsked()
    {
        SilentTransport transport = new();
        Recording recording = Asking("127.0.0.1:1", o => o.Exporter = new BatchExporter(transport));
        CancellationToken asked = await transport.Asked.Task.WaitAsync(Eventually.Deadline);
        Task<bool> waiting = recording.Runtime.WaitForSamplingRulesAsync(Timeout.InfiniteTimeSpan).AsTask();

        recording.Dispose();

        Assert.True(asked.IsCancellationRequested);
        Assert.False(await waiting.WaitAsync(Eventually.Deadline));
        Assert.Empty(recording.Warnings);
    }

    [Fact]
    public async Task NobodyIsAskedWhereEverythingIsSampledOrTheProcessIsToDecide()
    {
        SilentTransport transport = new();
        using Recording everything = Asking("127.0.0.1:1", o =>
        {
            o.Exporter = new BatchExporter(transport);
            o.SampleEverything = true;
        });
        using Recording own = Asking("127.0.0.1:1", o =>
        {
            o.Exporter = new BatchExporter(transport);
            o.CentralSampling = false;
        });

        Assert.False(await everything.Runtime.WaitForSamplingRulesAsync(Eventually.Deadline));
        Assert.False(await own.Runtime.WaitForSamplingRulesAsync(Eventually.Deadline));
        Assert.False(transport.Asked.Task.IsCompleted);
    }

    [Fact]
    public async Task XRayIsToldHowSegmentsOfARuleWithABoostEnded()
    {
        ManualTimeProvider clock = new();
        const string Boost = ",\"SamplingRateBoost\":{\"MaxRate\":1,\"CooldownWindowMinutes\":10}";
        using FakeXRay xray = new()
        {
            Other = request => request.Target == "/GetSamplingRules"
                ? RulesOf(Rule("Default", rate: 0, reservoir: 1, more: Boost))
                : "{}",
        };
        using Recording recording = Asking(xray.EndPoint.ToString(), o =>
        {
            o.TimeProvider = clock;
            o.TailKeepPerSecond = 1;
        });
        await recording.Runtime.WaitForSamplingRulesAsync(Eventually.Deadline);

        // Of four faults the first is borrowed, the second is kept; one segment is another service's to decide about.
        for (int i = 0; i < 6; i++)
        {
            SegmentOptions options = i < 5 ? default : new() { Header = new TraceHeader { Sampled = SamplingDecision.Sampled } };
            using TraceScope segment = recording.Runtime.BeginSegment($"{i}", options);
            if (i < 4)
            {
                segment.Span.MarkFault();
            }
        }

        await clock.AdvanceUntilAsync(
            () => xray.Requests.SoFar.Any(request => request.Target == "/SamplingTargets"), TimeSpan.FromSeconds(1));
        JsonElement told = JsonElement.Parse(xray.Requests.SoFar.First(request => request.Target == "/SamplingTargets").Body);
        JsonElement anomalies = Assert.Single(told.Items("SamplingBoostStatisticsDocuments"));
        Assert.Equal(
            ("Default", "test", 5.0, 4.0, 2.0),
            (anomalies.Text("RuleName"), anomalies.Text("ServiceName"), anomalies.Number("TotalCount"),
                anomalies.Number("AnomalyCount"), anomalies.Number("SampledAnomalyCount")));
        JsonElement usage = Assert.Single(told.Items("SamplingStatisticsDocuments"));
        Assert.Equal((5.0, 1.0), (usage.Number("RequestCount"), usage.Number("SampledCount")));
    }

    private static Recording Asking(string address, Action<AutoTraceOptions>? configure = null) => new(options =>
    {
        options.Exporter = null;
        options.SampleEverything = false;
        options.DaemonAddress = address;
        configure?.Invoke(options);
    });

    private static bool IsSampled(Recording recording)
    {
        using TraceScope segment = recording.BeginSegment();
        return segment.Span.Header.Sampled == SamplingDecision.Sampled;
    }

    private static Fault Named(string fault) => fault switch
    {
        "too much" => new Fault(Shared.Fault.Http("200 OK", new string(' ', 3 << 20))),
        "no rule" => new Fault(Shared.Fault.Http("200 OK", "{}")),
        _ => DaemonTcpTests.Named(fault),
    };

    private static ChildProcess StartDaemon(params string[] arguments) => ChildProcess.StartDotnet(
        [EndToEndTests.PathOfDaemon, "--udp", "127.0.0.1:0", "--http", "127.0.0.1:0", .. arguments]);

    private static async Task<(string Udp, string Http)> ListeningAsync(ChildProcess process)
    {
        string line = await process.WaitForLineAsync(line => line.StartsWith("listening ", StringComparison.Ordinal));
        string[] parts = line.Split(' ');
        return (parts[1]["udp=".Length..], parts[2]["http=".Length..]);
    }

    /// <summary>Never answers.</summary>
    private sealed class SilentTransport : ISegmentTransport, ISamplingTransport
    {
        public TaskCompletionSource<CancellationToken> Asked { get; } = new();

        public string Description => "silence";

        public Task<IReadOnlyList<UnprocessedSegment>> SendAsync(
            IReadOnlyList<ReadOnlyMemory<byte>> documents, CancellationToken cancellation) => ScriptedTransport.Accepted;

        public async Task<ReadOnlyMemory<byte>> GetSamplingRulesAsync(
            ReadOnlyMemory<byte> request, CancellationToken cancellation)
        {
            Asked.TrySetResult(cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
            return default;
        }

        public Task<ReadOnlyMemory<byte>> GetSamplingTargetsAsync(
            ReadOnlyMemory<byte> request, CancellationToken cancellation) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
