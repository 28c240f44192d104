using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AutoTrace.Buffering;
using AutoTrace.Diagnostics;
using AutoTrace.Documents;
using AutoTrace.Export;
using AutoTrace.Model;

namespace AutoTrace.Benchmarks;

/// <summary>
/// What comes after the caller's side: the document writer alone, the whole pipeline by the CPU time of the process,
/// and the worker's part in segments that nobody keeps. Prints a name and a value a line; medians of rounds.
/// </summary>
internal static class EmitterRatios
{
    private const int Rounds = 9;
    private const int Subsegments = Pipeline.Subsegments;
    private const int Segments = 20_000;

    public static void Print(TextWriter output)
    {
        using Socket sink = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Line("writer.ns_per_subsegment", Median(WriterNanoseconds));
        Line(
            "pipeline.cpu_ns_without_send",
            Median(() => PerSubsegment(Pipeline.OfAutoTrace(Segments, o => o.Exporter = new NullSegmentExporter()))));
        using LoopbackSink httpSink = LoopbackSink.Start();
        double[] pipelines = Medians(
            () => PerSubsegment(Pipeline.OfAutoTrace(Segments, o => o.DaemonAddress = sink.LocalEndPoint!.ToString())),
            () => PerSubsegment(Pipeline.OfOpenTelemetry(Segments, httpSink)));
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

    private static double[] Medians(params Func<double>[] measures) =>
        [.. Turns.Take(warmUps: 1, Rounds, measures).Select(Turns.Median)];

    private static double PerSubsegment(Cost cost) => cost.Cpu / Subsegments;

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

    /// <summary>CPU time of the worker's thread while unsampled segments of a hundred spans end well.</summary>
    private static double TailKeepWorkerNanoseconds()
    {
        HashSet<string> others = [.. Tasks()];
        using AutoTraceRuntime runtime = Pipeline.Start(o => o.Exporter = new NullSegmentExporter());
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
}
