using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AutoTrace.Benchmarks;

/// <summary>
/// Two producers at full speed for 30 seconds, far more than the worker can send: memory stays flat, producers go on,
/// and every record is in the books.
/// </summary>
internal static class Overload
{
    private const int Producers = 2;
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(30);

    /// <returns>0 when the books are even.</returns>
    public static int Print(TextWriter output)
    {
        using Socket sink = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        long baseline = LiveBytes();
        AutoTraceRuntime runtime = AutoTraceRuntime.Start(options =>
        {
            options.ServiceName = "overload";
            options.SampleEverything = true;
            options.DaemonAddress = sink.LocalEndPoint!.ToString();
            options.OnInformation = null;
            options.OnWarning = null;
        });
        using CancellationTokenSource stop = new(s_duration);
        long[] produced = new long[Producers];
        Thread[] threads = [.. Enumerable.Range(0, Producers)
            .Select(i => new Thread(() => produced[i] = Produce(runtime, stop.Token)))];
        Array.ForEach(threads, thread => thread.Start());

        List<double> live = [];
        while (!stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(3)))
        {
            live.Add((LiveBytes() - baseline) / 1048576.0);
        }

        Array.ForEach(threads, thread => thread.Join());
        runtime.Dispose();
        TraceCounters counters = runtime.Counters;
        bool even = counters.Produced == produced.Sum() &&
            counters.Produced == counters.Sent + counters.NotKept + counters.Dropped;
        Line("overload.live_mb_first", live[0]);
        Line("overload.live_mb_highest", live.Max());
        Line("overload.live_mb_last", live[^1]);
        Line("overload.spans_per_second_and_producer", counters.Produced / s_duration.TotalSeconds / Producers);
        Line("overload.sent_per_second", counters.Sent / s_duration.TotalSeconds);
        Line("overload.produced", counters.Produced);
        Line("overload.dropped", counters.Dropped);
        output.WriteLine($"overload.books {(even ? "even" : $"NOT even: {counters}, the producers made {produced.Sum()}")}");
        return even ? 0 : 1;

        void Line(string name, double value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0}"));
    }

    /// <summary>What a full collection found alive: not what the producers have made since.</summary>
    private static long LiveBytes()
    {
        GC.Collect();
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).PromotedBytes;
    }

    /// <returns>How many segments and subsegments it made.</returns>
    private static long Produce(AutoTraceRuntime runtime, CancellationToken stop)
    {
        long produced = 0;
        for (int size = 1; !stop.IsCancellationRequested; size = (size * 2) % 1023)
        {
            using (runtime.BeginSegment("annotated"))
            {
                for (int i = 0; i < size; i++)
                {
                    Workload.AnnotatedNumber(i);
                }
            }

            // Where every call has metadata, memory is mostly objects, not records.
            using (TraceScope segment = runtime.BeginSegment("described"))
            {
                for (int i = 0; i < size; i++)
                {
                    Workload.Sync(i);
                    segment.Span.AddMetadata("i", i);
                    segment.Span.AddMetadata("text", "espresso");
                }
            }

            produced += 2 + (2 * size);
        }

        return produced;
    }
}
