using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AutoTrace.Buffering;
using AutoTrace.Diagnostics;
using AutoTrace.Documents;
using AutoTrace.Export;
using AutoTrace.Model;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AutoTrace.Benchmarks;

/// <summary>
/// What comes after the caller's side: the document writer alone, the whole pipeline by the CPU time of the process,
/// and the worker's part in segments that nobody keeps. Prints a name and a value a line; medians of rounds.
/// </summary>
internal static class EmitterRatios
{
    private const int Rounds = 9;
    private const int Subsegments = 10;
    private const int Segments = 20_000;

    // As many as OpenTelemetry's queue holds with their subsegments, and ours too.
    private const int SegmentsInARow = 100;

    public static void Print(TextWriter output)
    {
        using Socket sink = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Line("writer.ns_per_subsegment", Median(WriterNanoseconds));
        Line("pipeline.cpu_ns_without_send", Median(() => PipelineNanoseconds(o => o.Exporter = new NullSegmentExporter())));
        using HttpSink httpSink = HttpSink.Start();
        double[] pipelines = Medians(
            () => PipelineNanoseconds(o => o.DaemonAddress = sink.LocalEndPoint!.ToString()),
            () => OpenTelemetryNanoseconds(httpSink));
        Line("pipeline.cpu_ns", pipelines[0]);
        Line("pipeline.opentelemetry_cpu_ns", pipelines[1]);
        Line("pipeline.ratio_to_opentelemetry", pipelines[0] / pipelines[1]);
        if (OperatingSystem.IsLinux())
        {
            Line("tailkeep.worker_ns_per_segment", Median(TailKeepWorkerNanoseconds));
        }

        void Line(string name, double value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0#}"));
    }

    private static double Median(Func<double> measure) => Medians(measure)[0];

    /// <summary>In turns, so that what else the machine does is the same for each.</summary>
    private static double[] Medians(params Func<double>[] measures)
    {
        double[][] rounds = [.. Enumerable.Range(0, Rounds + 1).Select(_ => measures.Select(measure => measure()).ToArray())];
        return [.. measures.Select((_, i) => rounds.Skip(1).Select(round => round[i]).Order().ElementAt(Rounds / 2))];
    }

    /// <summary>
    /// Closed segments of ten subsegments as the worker gets them: read, written, laid out, put together.
    /// </summary>
    private static double WriterNanoseconds()
    {
        Counters counters = new();
        SegmentQueue queue = new(new AutoTraceOptions(), counters);
        SegmentDocuments documents = new(new ServiceDescription());
        DeliveryReport report = new(counters, new RuntimeLog(null, null), TimeProvider.System);
        using NullSegmentExporter exporter = new();
        exporter.Attach(report);
        SpanName name = SpanName.From("Orders.Place");
        Segment[] segments = new Segment[50];
        TimeSpan taken = TimeSpan.Zero;
        for (int row = 0; row < Segments / segments.Length; row++)
        {
            for (int i = 0; i < segments.Length; i++)
            {
                segments[i] = ClosedSegment.Of(queue, name, Subsegments, depth: Subsegments);
            }

            long start = Stopwatch.GetTimestamp();
            foreach (Segment segment in segments)
            {
                documents.Prepare(SegmentReader.Read(segment), exporter.MaxDocumentBytes);
                documents.Export(exporter, report);
            }

            taken += Stopwatch.GetElapsedTime(start);
        }

        return taken.TotalNanoseconds / Segments / Subsegments;
    }

    /// <summary>Traced calls in segments of ten until all is sent, at a pace that the worker keeps up with.</summary>
    private static double PipelineNanoseconds(Action<AutoTraceOptions> configure)
    {
        using AutoTraceRuntime runtime = Start(configure);
        double nanoseconds = CpuNanoseconds(
            () =>
            {
                using (runtime.BeginSegment("segment"))
                {
                    for (int i = 0; i < Subsegments; i++)
                    {
                        Workload.Sync(i);
                    }
                }
            },
            () => runtime.FlushAsync(TimeSpan.FromSeconds(10)).AsTask().Wait());
        TraceCounters counters = runtime.Counters;
        return counters.Sent == Segments * (Subsegments + 1)
            ? nanoseconds
            : throw new InvalidOperationException($"Not everything was sent: {counters}");
    }

    /// <summary>The same with the SDK of OpenTelemetry and its exporter over HTTP, to a sink in another process.</summary>
    private static double OpenTelemetryNanoseconds(HttpSink sink)
    {
        using ActivitySource source = new("AutoTrace.Benchmarks.Pipeline");
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .AddOtlpExporter(options =>
            {
                options.Endpoint = sink.Address;
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
            })
            .Build();
        long before = sink.RequestCount();
        double nanoseconds = CpuNanoseconds(
            () =>
            {
                using Activity? segment = source.StartActivity("segment");
                for (int i = 0; i < Subsegments; i++)
                {
                    Workload.Activity(source, i);
                }
            },
            () => OpenTelemetryFlush.Wait(provider));
        return sink.RequestCount() - before >= Segments / SegmentsInARow
            ? nanoseconds
            : throw new InvalidOperationException("Not everything was sent.");
    }

    /// <summary>CPU time of the process for each subsegment.</summary>
    private static double CpuNanoseconds(Action segment, Action flush)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        for (int i = 1; i <= Segments; i++)
        {
            segment();
            if (i % SegmentsInARow == 0)
            {
                flush();
            }
        }

        process.Refresh();
        return (process.TotalProcessorTime - before).TotalNanoseconds / Segments / Subsegments;
    }

    /// <summary>CPU time of the worker's thread while unsampled segments of a hundred spans end well.</summary>
    private static double TailKeepWorkerNanoseconds()
    {
        HashSet<string> others = [.. Tasks()];
        using AutoTraceRuntime runtime = Start(o => o.Exporter = new NullSegmentExporter());
        string[] ours = [.. Tasks().Where(task => !others.Contains(task) &&
            File.ReadAllText($"{task}/comm").StartsWith("AutoTrace", StringComparison.Ordinal))];
        TraceHeader header = new() { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.NotSampled };
        long before = ours.Sum(CpuNanosecondsOf);
        for (int i = 0; i < Segments / 10; i++)
        {
            using (runtime.BeginSegment("segment", new SegmentOptions { Header = header }))
            {
                for (int j = 0; j < 100; j++)
                {
                    Workload.Sync(j);
                }
            }
        }

        return (double)(ours.Sum(CpuNanosecondsOf) - before) / (Segments / 10);
    }

    private static string[] Tasks() => Directory.GetDirectories("/proc/self/task");

    // proc(5): the first number of schedstat is the time on the CPU, in nanoseconds.
    private static long CpuNanosecondsOf(string task) =>
        long.Parse(File.ReadAllText($"{task}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);

    private static AutoTraceRuntime Start(Action<AutoTraceOptions> configure) => AutoTraceRuntime.Start(options =>
    {
        options.ServiceName = "benchmark";
        options.SampleEverything = true;
        options.OnInformation = null;
        configure(options);
    });
}
