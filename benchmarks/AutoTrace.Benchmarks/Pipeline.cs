using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AutoTrace.Benchmarks;

/// <summary>
/// Segments of ten subsegments from the first call until all is sent, at a pace that every sender keeps up with: what
/// one of them takes. Throws where not everything was sent and the sender can tell.
/// </summary>
internal static class Pipeline
{
    public const int Subsegments = 10;

    // As many as our queue and pool of records hold, and OpenTelemetry's with the setting below.
    private const int SegmentsInARow = 1_000;

    /// <summary>With AutoTrace.</summary>
    public static Cost OfAutoTrace(int segments, Action<AutoTraceOptions> configure)
    {
        using AutoTraceRuntime runtime = Start(configure);
        Cost cost = Measure(
            segments,
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
        return counters.Sent == segments * (Subsegments + 1)
            ? cost
            : throw new InvalidOperationException($"Not everything was sent: {counters}");
    }

    /// <summary>With the SDK of OpenTelemetry and its exporter over HTTP.</summary>
    public static Cost OfOpenTelemetry(int segments, LoopbackSink sink)
    {
        using ActivitySource source = new("AutoTrace.Benchmarks.Pipeline");
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .AddOtlpExporter(options =>
            {
                options.Endpoint = sink.Http;
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
                options.BatchExportProcessorOptions.MaxQueueSize = 2 * SegmentsInARow * (Subsegments + 1);
            })
            .Build();
        long before = sink.Received().Requests;
        Cost cost = Measure(
            segments,
            () =>
            {
                using Activity? segment = source.StartActivity("segment");
                for (int i = 0; i < Subsegments; i++)
                {
                    Workload.Activity(source, i);
                }
            },
            () => OpenTelemetryFlush.Wait(provider));
        return sink.Received().Requests - before >= segments / SegmentsInARow
            ? cost
            : throw new InvalidOperationException("Not everything was sent.");
    }

    /// <summary>As the X-Ray SDK for .NET does it.</summary>
    public static Cost OfSdkShape(int segments, LoopbackSink sink)
    {
        using SdkShape sdk = new(sink.Udp);
        return Measure(
            segments,
            () =>
            {
                sdk.BeginSegment("segment");
                for (int i = 0; i < Subsegments; i++)
                {
                    sdk.BeginSubsegment("Workload.Sync");
                    Workload.Bare(i);
                    sdk.EndSubsegment();
                }

                sdk.EndSegment();
            },
            () => { });
    }

    public static AutoTraceRuntime Start(Action<AutoTraceOptions> configure) => AutoTraceRuntime.Start(options =>
    {
        options.ServiceName = "benchmark";
        options.SampleEverything = true;
        options.OnInformation = null;
        configure(options);
    });

    private static Cost Measure(int segments, Action segment, Action flush)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        TimeSpan caller = TimeSpan.Zero;
        for (int row = 0; row < segments / SegmentsInARow; row++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < SegmentsInARow; i++)
            {
                segment();
            }

            caller += Stopwatch.GetElapsedTime(start);
            flush();
        }

        return new Cost(
            (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / segments, caller.TotalNanoseconds / segments);
    }
}

/// <summary>Of one segment, in nanoseconds.</summary>
/// <param name="Cpu">CPU time of the process, all threads.</param>
/// <param name="Caller">What the thread waits that makes the calls.</param>
internal readonly record struct Cost(double Cpu, double Caller);
