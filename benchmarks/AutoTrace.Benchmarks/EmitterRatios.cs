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
    private const int Subsegments = 10;
    private const int Segments = 20_000;

    public static void Print(TextWriter output)
    {
        using Socket sink = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Line("writer.ns_per_subsegment", Median(WriterNanoseconds));
        Line("pipeline.cpu_ns_without_send", Median(() => PipelineNanoseconds(o => o.Exporter = new NullSegmentExporter())));
        Line("pipeline.cpu_ns", Median(() => PipelineNanoseconds(o => o.DaemonAddress = sink.LocalEndPoint!.ToString())));
        if (OperatingSystem.IsLinux())
        {
            Line("tailkeep.worker_ns_per_segment", Median(TailKeepWorkerNanoseconds));
        }

        void Line(string name, double value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0}"));
    }

    private static double Median(Func<double> measure)
    {
        measure();
        double[] values = [.. Enumerable.Range(0, Rounds).Select(_ => measure()).Order()];
        return values[Rounds / 2];
    }

    /// <summary>
    /// Closed segments of ten subsegments as the worker gets them: read, written, laid out, put together.
    /// </summary>
    private static double WriterNanoseconds()
    {
        Counters counters = new();
        SegmentQueue queue = new(new AutoTraceOptions(), counters);
        SegmentDocuments documents = new(new ServiceDescription());
        DeliveryReport report = new(counters, new RuntimeLog(null, null));
        using NullSegmentExporter exporter = new();
        exporter.Attach(report);
        SpanName name = SpanName.From("Orders.Place");
        Segment[] segments = new Segment[50];
        TimeSpan taken = TimeSpan.Zero;
        for (int row = 0; row < Segments / segments.Length; row++)
        {
            for (int i = 0; i < segments.Length; i++)
            {
                segments[i] = Closed(queue, name);
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

    private static Segment Closed(SegmentQueue queue, SpanName name)
    {
        SegmentIdentity identity = new()
        {
            TraceId = TraceId.New(DateTimeOffset.UtcNow),
            Id = SegmentId.New(),
            Name = name,
            IsSampled = true,
        };
        Segment segment = new(queue, identity);
        for (int i = 0; i <= Subsegments; i++)
        {
            ulong id = i == 0 ? identity.Id.Value : 0;
            SpanChunk chunk =
                segment.TryAppend(name, id, i - 1, queue.Clock.GetTimestamp(), SpanFlags.None, out int slot)!;
            chunk.Span(slot).TryEnd(queue.Clock.GetTimestamp());
        }

        segment.TryClose(queue.Clock.GetTimestamp());
        return segment;
    }

    /// <summary>Traced calls in segments of ten until all is sent, at a pace that the worker keeps up with.</summary>
    private static double PipelineNanoseconds(Action<AutoTraceOptions> configure)
    {
        using AutoTraceRuntime runtime = Start(configure);
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        for (int i = 0; i < Segments; i++)
        {
            using (runtime.BeginSegment("segment"))
            {
                for (int j = 0; j < Subsegments; j++)
                {
                    Workload.Sync(j);
                }
            }

            if (i % 500 == 499)
            {
                runtime.FlushAsync(TimeSpan.FromSeconds(10)).AsTask().Wait();
            }
        }

        process.Refresh();
        double nanoseconds = (process.TotalProcessorTime - before).TotalNanoseconds;
        TraceCounters counters = runtime.Counters;
        return counters.Sent == Segments * (Subsegments + 1)
            ? nanoseconds / Segments / Subsegments
            : throw new InvalidOperationException($"Not everything was sent: {counters}");
    }

    /// <summary>CPU time of the worker's thread while unsampled segments of a hundred spans end well.</summary>
    private static double TailKeepWorkerNanoseconds()
    {
        HashSet<string> others = [.. Tasks()];
        using AutoTraceRuntime runtime = Start(o => o.Exporter = new NullSegmentExporter());
        string[] ours = [.. Tasks().Where(task => !others.Contains(task) &&
            File.ReadAllText($"{task}/comm").StartsWith("AutoTrace", StringComparison.Ordinal))];
        TraceHeader header = new() { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.NotSampled };
        long before = ours.Sum(CpuNanoseconds);
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

        return (double)(ours.Sum(CpuNanoseconds) - before) / (Segments / 10);
    }

    private static string[] Tasks() => Directory.GetDirectories("/proc/self/task");

    // proc(5): the first number of schedstat is the time on the CPU, in nanoseconds.
    private static long CpuNanoseconds(string task) =>
        long.Parse(File.ReadAllText($"{task}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);

    private static AutoTraceRuntime Start(Action<AutoTraceOptions> configure) => AutoTraceRuntime.Start(options =>
    {
        options.ServiceName = "benchmark";
        options.OnInformation = null;
        configure(options);
    });
}
