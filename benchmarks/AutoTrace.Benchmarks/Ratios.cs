using System.Diagnostics;
using System.Globalization;
using AutoTrace.Export;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AutoTrace.Benchmarks;

/// <summary>
/// The caller's side of a traced call in the states that a span can be in, beside two clock reads, a bare Activity and
/// an OpenTelemetry span with a batch processor, in one run. Prints a name and a value a line; the ns are medians of
/// rounds.
/// </summary>
internal static class Ratios
{
    private const int Rounds = 25;

    // The JIT's last word on a method comes some hundred milliseconds after its first calls.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    private const string ListenedName = "AutoTrace.Benchmarks.Activity";

    private static readonly ActivitySource s_listened = new(ListenedName);
    private static readonly ActivitySource s_openTelemetry = new("AutoTrace.Benchmarks.OpenTelemetry");

    public static void Print(TextWriter output)
    {
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == ListenedName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(s_openTelemetry.Name)
            .AddProcessor(new BatchActivityExportProcessor(new NullExporter()))
            .Build();

        Measurement[] whileOff = [new("bare", Calls.Bare), new("off", Calls.Sync)];
        Run(whileOff);

        using AutoTraceRuntime runtime = Start(tailKeep: false);
        using AutoTraceRuntime keeping = Start(tailKeep: true);
        Measurement[] measurements =
        [
            new("floor", Calls.Floor),
            new("activity", n => Calls.Activity(n, s_listened)),
            new("opentelemetry", n => Calls.Activity(n, s_openTelemetry), settle: () => OpenTelemetryFlush.Wait(provider)),
            new("bare_again", Calls.Bare),
            InSegment("sync", Calls.Sync),
            InSegment("sync_request", Calls.Sync, besides: 18),
            InSegment("sync_forking", Calls.Forking),
            InSegment("sync_forking_6", Calls.Forking, besides: 6),
            InSegment("async_completed", Calls.AsyncCompleted),
            InSegment("async_suspended_bare", Calls.BareSuspended),
            InSegment("async_suspended", Calls.AsyncSuspended),
            InSegment("annotated_number", Calls.AnnotatedNumber),
            InSegment("annotated_text", Calls.AnnotatedText),
            new("unsampled", Calls.Sync, row => InUnsampledSegment(runtime, row)),
            new("unsampled_tailkeep", Calls.Sync, row => InUnsampledSegment(keeping, row)),
            new("no_segment", Calls.Sync),
            new("sampling", new Decisions().Repeat),
            new("request_bare", n => Requests.Repeat(n, Requests.Bare)),
            new("request", n => Requests.Repeat(n, () => Requests.Traced(runtime)), settle: Settle),
            new(
                "request_opentelemetry",
                n => Requests.Repeat(n, () => Requests.OpenTelemetry(s_openTelemetry)),
                settle: () => OpenTelemetryFlush.Wait(provider)),
        ];
        Run(measurements);
        Report(output, [.. whileOff, .. measurements]);

        Measurement InSegment(string name, Action<int> calls, int besides = 0) =>
            new(name, calls, Beside(besides, Around), Settle);

        void Settle() => runtime.FlushAsync(TimeSpan.FromSeconds(10)).AsTask().Wait();

        void Around(Action row)
        {
            using (runtime.BeginSegment("segment"))
            {
                row();
            }
        }

        static void InUnsampledSegment(AutoTraceRuntime runtime, Action row)
        {
            TraceHeader header = new()
            {
                Root = TraceId.New(DateTimeOffset.UtcNow),
                Sampled = SamplingDecision.NotSampled,
            };
            using (runtime.BeginSegment("segment", new SegmentOptions { Header = header }))
            {
                row();
            }
        }
    }

    private static AutoTraceRuntime Start(bool tailKeep) => AutoTraceRuntime.Start(o =>
    {
        o.ServiceName = "benchmark";
        o.Exporter = new NullSegmentExporter();
        o.SampleEverything = true;
        o.ContextMissing = ContextMissingStrategy.IgnoreError;
        o.TailKeep = tailKeep;
        o.OnInformation = null;
    });

    /// <summary>A context of its own for each row, as each request has one, in which others have values too.</summary>
    private static Action<Action> Beside(int asyncLocals, Action<Action> around)
    {
        AsyncLocal<object>[] others = [.. Enumerable.Range(0, asyncLocals).Select(_ => new AsyncLocal<object>())];
        return row => ExecutionContext.Run(
            ExecutionContext.Capture()!,
            _ =>
            {
                foreach (AsyncLocal<object> other in others)
                {
                    other.Value = others;
                }

                around(row);
            },
            null);
    }

    private static void Run(Measurement[] measurements)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            RunRound(counts: false);
        }

        for (int round = 0; round < Rounds; round++)
        {
            RunRound(counts: true);
        }

        void RunRound(bool counts)
        {
            foreach (Measurement measurement in measurements)
            {
                measurement.Round(counts);
            }
        }
    }

    private static void Report(TextWriter output, Measurement[] measurements)
    {
        Dictionary<string, Measurement> by = measurements.ToDictionary(measurement => measurement.Name);
        double floor = by["floor"].Nanoseconds;
        double bare = by["bare_again"].Nanoseconds;
        Line("floor.ns", floor);
        Line("activity.ns", by["activity"].Nanoseconds);
        Line("activity.bytes", by["activity"].Bytes);
        Line("opentelemetry.ns", by["opentelemetry"].Nanoseconds);
        Line("opentelemetry.bytes", by["opentelemetry"].Bytes);
        OverFloor("sync");
        OverFloor("sync_request");
        OverFloor("sync_forking");
        OverFloor("sync_forking_6");
        OverFloor("async_completed");
        Line("async_suspended.ns_over_bare", by["async_suspended"].Nanoseconds - by["async_suspended_bare"].Nanoseconds);
        Line("async_suspended.bytes_over_bare", by["async_suspended"].Bytes - by["async_suspended_bare"].Bytes);
        Line("annotation_number.ns", by["annotated_number"].Nanoseconds - by["sync"].Nanoseconds);
        Line("annotation_number.bytes", by["annotated_number"].Bytes - by["sync"].Bytes);
        Line("annotation_string.ns", by["annotated_text"].Nanoseconds - by["sync"].Nanoseconds);
        Line("annotation_string.bytes", by["annotated_text"].Bytes - by["sync"].Bytes);
        Line("sync_unsampled.ns_over_bare", by["unsampled"].Nanoseconds - bare);
        Line("sync_unsampled.bytes", by["unsampled"].Bytes);
        Line("sync_unsampled_tailkeep.ns_over_floor", by["unsampled_tailkeep"].Nanoseconds - floor);
        Line("sync_unsampled_tailkeep.bytes", by["unsampled_tailkeep"].Bytes);
        Line("sync_no_segment.ns_over_bare", by["no_segment"].Nanoseconds - bare);
        Line("sync_off.ns_over_bare", by["off"].Nanoseconds - by["bare"].Nanoseconds);
        Line("sampling.ns_per_decision", by["sampling"].Nanoseconds);
        Line("sampling.bytes_per_decision", by["sampling"].Bytes);
        Measurement request = by["request"];
        Measurement rival = by["request_opentelemetry"];
        Measurement without = by["request_bare"];
        Line("request.ns_per_span", (request.Nanoseconds - without.Nanoseconds) / Requests.Spans);
        Line("request.bytes_per_span", (request.Bytes - without.Bytes) / Requests.Spans);
        Line("request.opentelemetry_ns_per_span", (rival.Nanoseconds - without.Nanoseconds) / Requests.Spans);
        Line("request.opentelemetry_bytes_per_span", (rival.Bytes - without.Bytes) / Requests.Spans);
        Line(
            "request.time_ratio_to_opentelemetry",
            (request.Nanoseconds - without.Nanoseconds) / (rival.Nanoseconds - without.Nanoseconds));
        Line("request.bytes_ratio_to_opentelemetry", (request.Bytes - without.Bytes) / (rival.Bytes - without.Bytes));

        void OverFloor(string name)
        {
            Line($"{name}.ns_over_floor", by[name].Nanoseconds - floor);
            Line($"{name}.bytes", by[name].Bytes);
        }

        void Line(string name, double value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0##}"));
    }

    private sealed class NullExporter : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch) => ExportResult.Success;
    }
}
