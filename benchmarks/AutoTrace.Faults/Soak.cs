using System.Diagnostics;
using System.Globalization;

namespace AutoTrace.Faults;

/// <summary>
/// 5,000 segments a second, straight to an X-Ray that fails half of the time, with a spool: memory stays flat, and in the
/// end every record is accounted for, here and there.
/// </summary>
internal static class Soak
{
    private const int SegmentsPerSecond = 5000;
    private const int RecordsPerSegment = 3;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    /// <returns>0 where the books are even.</returns>
    public static async Task<int> PrintAsync(TimeSpan duration, TextWriter output)
    {
        using FailingXRay xray = FailingXRay.Start();
        foreach ((string name, string value) in ShopEnvironment.For(xray.Url))
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        string folder = Directory.CreateTempSubdirectory("autotrace-soak-").FullName;
        AutoTraceRuntime runtime = AutoTraceRuntime.Start(options =>
        {
            options.ServiceName = "soak";
            options.Batches.SpoolFolder = folder;

            // A machine with other work lets the producer wait, which then makes up for it all at once.
            options.QueueCapacity = 16 << 10;
            options.QueueBytes = 32 << 20;
            options.Batches.RequestTimeout = TimeSpan.FromSeconds(2);
            options.ShutdownTimeout = TimeSpan.FromSeconds(60);
            options.OnInformation = null;
            options.OnWarning = null;
        });
        output.WriteLine("minute  working set MB  live MB  spool MB   produced       sent    spooled  taken back  dropped");
        long made = 0;
        long start = Stopwatch.GetTimestamp();
        int minute = 0;
        using PeriodicTimer timer = new(s_tick);
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < duration)
        {
            for (; made < elapsed.TotalSeconds * SegmentsPerSecond; made++)
            {
                Make(runtime, made);
            }

            if (elapsed.TotalMinutes >= minute + 1)
            {
                PrintState(++minute);
            }

            await timer.WaitForNextTickAsync();
        }

        long failed = xray.Mend();
        long mended = Stopwatch.GetTimestamp();
        while (runtime.Counters is var now && now.Sent + now.Dropped < made * RecordsPerSegment &&
            Stopwatch.GetElapsedTime(mended) < TimeSpan.FromMinutes(3))
        {
            await timer.WaitForNextTickAsync();
        }

        TimeSpan settled = Stopwatch.GetElapsedTime(mended);
        runtime.Dispose();
        PrintState(++minute);
        TraceCounters counters = runtime.Counters;
        long accepted = xray.Accepted();
        bool isEven = counters.Produced == made * RecordsPerSegment &&
            counters.Produced + counters.TakenFromSpool ==
                counters.Sent + counters.NotKept + counters.Dropped + counters.Spooled &&
            counters.Sent == accepted * RecordsPerSegment;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{made} segments in {duration.TotalMinutes:0.#} minutes, {made / duration.TotalSeconds:0} a second; " +
            $"{failed} requests failed; X-Ray has {accepted} documents of {RecordsPerSegment} records; all was settled " +
            $"{settled.TotalSeconds:0.0} s after the last fault."));
        output.WriteLine(counters.ToString());
        output.WriteLine(isEven ? "books even" : "books NOT even");
        Directory.Delete(folder, recursive: true);
        return isEven ? 0 : 1;

        void PrintState(int number)
        {
            GC.Collect();
            double live = GC.GetGCMemoryInfo(GCKind.FullBlocking).HeapSizeBytes / 1048576.0;
            double onDisk = new DirectoryInfo(folder).GetFiles().Sum(LengthOf) / 1048576.0;
            TraceCounters soFar = runtime.Counters;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{number,6} {Environment.WorkingSet / 1048576.0,15:0.0} {live,8:0.0} {onDisk,9:0.0} {soFar.Produced,10} " +
                $"{soFar.Sent,10} {soFar.Spooled,10} {soFar.TakenFromSpool,11} {soFar.Dropped,8}"));
            output.Flush();
        }
    }

    private static void Make(AutoTraceRuntime runtime, long number)
    {
        SegmentOptions sampled = new()
        {
            Header = new TraceHeader { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.Sampled },
        };
        using TraceScope segment = runtime.BeginSegment("soak", sampled);
        segment.Span.Annotate("number", number);
        for (int call = 1; call < RecordsPerSegment; call++)
        {
            AutoTracer.BeginSubsegment("call").Dispose();
        }
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
