using BenchmarkDotNet.Attributes;

namespace AutoTrace.Benchmarks;

/// <summary>
/// Cases of <c>--ratios</c> one at a time, by BenchmarkDotNet: how they are distributed, what they allocate, and with
/// <c>--disasm</c> the code that the JIT made of them. A sixty-fourth of a segment is in each. What is recorded is held
/// for tail keep and not kept: the worker has no part in it, and cannot fall behind.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class CallBenchmarks
{
    // A segment of everyday size.
    private const int Calls = 64;

    private AutoTraceRuntime _runtime = null!;

    /// <summary>What the calls find themselves in.</summary>
    [Params(SegmentState.Recorded, SegmentState.NotRecorded, SegmentState.None)]
    public SegmentState Segment { get; set; }

    /// <summary>Before the cases of a state.</summary>
    [GlobalSetup]
    public void Start() => _runtime = AutoTraceRuntime.Start(options =>
    {
        options.ServiceName = "benchmark";
        options.Exporter = new NullSegmentExporter();
        options.ContextMissing = ContextMissingStrategy.IgnoreError;
        options.TailKeep = Segment == SegmentState.Recorded;
        options.OnInformation = null;
        options.OnWarning = null;
    });

    /// <summary>After them.</summary>
    [GlobalCleanup]
    public void Stop() => _runtime.Dispose();

    /// <summary>Two clock reads.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void Floor() => Benchmarks.Calls.Floor(Calls);

    /// <summary>Of a body that is proven to start no flow.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void Sync() => Run(Benchmarks.Calls.Sync);

    /// <summary>Of one that may start some.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void Forking() => Run(Benchmarks.Calls.Forking);

    /// <summary>Whose task is complete when it is returned.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void AsyncCompleted() => Run(Benchmarks.Calls.AsyncCompleted);

    /// <summary>Whose task is not, with the cost of the bare call.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void AsyncSuspended() => Run(Benchmarks.Calls.AsyncSuspended);

    /// <summary>With an annotation that is a number.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void AnnotatedNumber() => Run(Benchmarks.Calls.AnnotatedNumber);

    /// <summary>With one that is a short text.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void AnnotatedText() => Run(Benchmarks.Calls.AnnotatedText);

    private void Run(Action<int> calls)
    {
        if (Segment == SegmentState.None)
        {
            calls(Calls);
            return;
        }

        TraceHeader header = new() { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.NotSampled };
        using (_runtime.BeginSegment("segment", new SegmentOptions { Header = header }))
        {
            calls(Calls);
        }
    }
}

/// <summary>What a call finds itself in.</summary>
public enum SegmentState
{
    /// <summary>A segment that is recorded.</summary>
    Recorded,

    /// <summary>One that sampling left out, with tail keep off.</summary>
    NotRecorded,

    /// <summary>None.</summary>
    None,
}
