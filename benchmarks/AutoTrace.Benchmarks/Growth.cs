using System.Diagnostics;
using System.Globalization;
using AutoTrace.Buffering;
using AutoTrace.Diagnostics;
using AutoTrace.Documents;
using AutoTrace.Export;
using AutoTrace.Model;

namespace AutoTrace.Benchmarks;

/// <summary>
/// How the cost of a span grows with the size of its segment, the depth of its calls and the threads that write to the same
/// segment: on the caller's side, and on the worker's from the closed segment to the document. Prints a name and a value a
/// line; medians of rounds.
/// </summary>
internal static class Growth
{
    private const int Rounds = 15;

    // In each round and case, however they are divided into segments.
    private const int Spans = 20_000;

    // Before the worker is waited for: fewer than the queue and the pool of records hold.
    private const int SpansInARow = 5_000;
    private const int SegmentsInARow = 500;

    public static void Print(TextWriter output)
    {
        Callers callers = new();
        List<(string Name, Func<double> Measure)> cases = [];
        foreach (int size in new[] { 1, 10, 100, 1_000, 10_000 })
        {
            cases.Add(($"growth.caller_ns_{size}", () => callers.OfSegments(size, depth: 1)));
            cases.Add(($"growth.writer_ns_{size}", () => WriterNanoseconds(size, depth: 1)));
        }

        foreach (int depth in new[] { 1, 2, 5, 10 })
        {
            cases.Add(($"growth.caller_ns_depth_{depth}", () => callers.OfSegments(size: 100, depth)));
            cases.Add(($"growth.writer_ns_depth_{depth}", () => WriterNanoseconds(size: 100, depth)));
        }

        foreach (int threads in new[] { 1, 2, 4 })
        {
            cases.Add(($"contention.caller_ns_{threads}_threads", () => callers.OfThreads(threads)));
        }

        foreach ((string name, double nanoseconds) in Medians(cases))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {nanoseconds:0.0}"));
        }

        callers.Dispose();
    }

    private static IEnumerable<(string Name, double Nanoseconds)> Medians(List<(string Name, Func<double> Measure)> cases)
    {
        double[][] rounds = [.. Enumerable.Range(0, Rounds + 2).Select(_ => cases.Select(c => c.Measure()).ToArray())];
        return cases.Select((c, i) => (c.Name, rounds.Skip(2).Select(round => round[i]).Order().ElementAt(Rounds / 2)));
    }

    /// <summary>The worker's side: segments that are closed already, read, written and put together.</summary>
    private static double WriterNanoseconds(int size, int depth)
    {
        Counters counters = new();
        SegmentQueue queue = new(new AutoTraceOptions(), counters);
        SegmentDocuments documents = new(new ServiceDescription());
        DeliveryReport report = new(counters, new RuntimeLog(null, null), TimeProvider.System);
        using NullSegmentExporter exporter = new();
        exporter.Attach(report);
        SpanName name = SpanName.From("Orders.Place");
        TimeSpan taken = TimeSpan.Zero;
        for (int i = 0; i < Spans / size; i++)
        {
            Segment segment = ClosedSegment.Of(queue, name, size, depth);
            long start = Stopwatch.GetTimestamp();
            documents.Prepare(SegmentReader.Read(segment), exporter.MaxDocumentBytes);
            documents.Export(exporter, report);
            taken += Stopwatch.GetElapsedTime(start);
        }

        return taken.TotalNanoseconds / Spans;
    }

    private sealed class Callers : IDisposable
    {
        private readonly AutoTraceRuntime _runtime = AutoTraceRuntime.Start(options =>
        {
            options.ServiceName = "growth";
            options.Exporter = new NullSegmentExporter();
            options.SampleEverything = true;
            options.OnInformation = null;
        });

        /// <summary>The segment's own start and end included: it is what a segment of one span is about.</summary>
        public double OfSegments(int size, int depth)
        {
            TimeSpan taken = TimeSpan.Zero;
            int segmentsInARow = Math.Clamp(SpansInARow / size, 1, SegmentsInARow);
            for (int i = 1; i <= Spans / size; i++)
            {
                long start = Stopwatch.GetTimestamp();
                using (_runtime.BeginSegment("segment"))
                {
                    for (int calls = 0; calls < size; calls += depth)
                    {
                        Workload.Nested(depth);
                    }
                }

                taken += Stopwatch.GetElapsedTime(start);
                if (i % segmentsInARow == 0)
                {
                    Settle();
                }
            }

            Settle();
            return taken.TotalNanoseconds / Spans;
        }

        /// <summary>
        /// Threads that make their calls in one segment at the same time: what one of them takes for a call. Beyond the
        /// number of cores they take turns, and the figure only says that nothing breaks down.
        /// </summary>
        public double OfThreads(int threads)
        {
            double[] nanoseconds = new double[threads];
            using (_runtime.BeginSegment("segment"))
            using (Barrier barrier = new(threads))
            {
                Thread[] all = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
                {
                    barrier.SignalAndWait();
                    long start = Stopwatch.GetTimestamp();
                    for (int call = 0; call < Spans / threads; call++)
                    {
                        Workload.Sync(call);
                    }

                    nanoseconds[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Spans / threads);
                }))];
                Array.ForEach(all, thread => thread.Start());
                Array.ForEach(all, thread => thread.Join());
            }

            Settle();
            return nanoseconds.Average();
        }

        public void Dispose() => _runtime.Dispose();

        // The worker comes after, as it does in a service that is not overloaded.
        private void Settle() => _runtime.FlushAsync(TimeSpan.FromSeconds(10)).AsTask().Wait();
    }
}
