using System.Reflection;
using AutoTrace.Buffering;
using AutoTrace.Diagnostics;
using AutoTrace.Documents;
using AutoTrace.Export;
using AutoTrace.Instrumentation;
using AutoTrace.Model;
using AutoTrace.Platform;
using AutoTrace.Sampling;
using AutoTrace.Spans;

namespace AutoTrace;

/// <summary>
/// A running AutoTrace: options, queue, worker and exporter. One per process is usual; several live side by side
/// without mixing, since a segment stays with the runtime that opened it.
/// </summary>
/// <remarks>
/// Start it at the beginning of a program and dispose it at the end; what is still waiting when the process ends
/// (return from Main, <c>Environment.Exit</c>, SIGTERM, Ctrl-C, an unhandled exception) is delivered even so. In a
/// generic host, <c>AddAutoTrace()</c> does both. All members are thread-safe.
/// </remarks>
public sealed class AutoTraceRuntime : IDisposable, IAsyncDisposable
{
    private readonly Counters _counters = new();
    private readonly SegmentQueue _queue;
    private readonly SegmentWorker? _worker;
    private readonly LossReport? _lossReport;
    private readonly LocalRules? _localRules;
    private volatile CentralPolling? _polling;
    private int _stopped;

    private AutoTraceRuntime(AutoTraceOptions options, EnvironmentSettings environment)
    {
        ServiceName = SpanName.From(environment.TracingName ?? options.ServiceName ?? ProcessServiceName).ToString();
        IsEnabled = environment.Enabled ?? options.Enabled;
        Options = options;
        Log = new RuntimeLog(options.OnInformation, options.OnWarning);
        _queue = new SegmentQueue(options, _counters)
        {
            MinimumLevel = environment.MinimumLevel ?? options.MinimumLevel,
            HoldsUnsampled = options.TailKeep && !environment.IsLambda,
        };
        if (IsEnabled && !(environment.SampleEverything ?? options.SampleEverything))
        {
            _queue.Sampler.Local = SamplingRules.Default(options.TimeProvider);
            string? file = environment.SamplingRulesFile ?? options.SamplingRulesFile;
            _localRules = file is null ? null : new LocalRules(file, _queue.Sampler, options.TimeProvider);
        }

        MissingSegment = new MissingSegment(
            _counters, Log, environment.ContextMissing ?? options.ContextMissing);
        if (IsEnabled)
        {
            DeliveryReport report = new(_counters, Log, options.TimeProvider);
            _lossReport = new LossReport(options.TimeProvider, _counters, Log, options);
            LongSegments open = new(_queue);
            _worker = new SegmentWorker(_queue, open, report, () => Prepare(environment, report, open));
        }
        else
        {
            _queue.Sampler.Settle();
            environment.Complaints.ForEach(Log.Warning);
            Log.Information("tracing is off (AWS_XRAY_SDK_ENABLED or Enabled is false).");
        }
    }

    /// <summary>
    /// The process's default runtime: the one that has been running longest. It serves
    /// <see cref="AutoTracer.BeginSegment"/>. Null while none is running.
    /// </summary>
    public static AutoTraceRuntime? Default => RunningRuntimes.Oldest;

    /// <summary>The service's name, as segments of requests carry it.</summary>
    public string ServiceName { get; }

    /// <summary>False when tracing was turned off by option or environment: nothing is recorded.</summary>
    public bool IsEnabled { get; }

    /// <summary>What the runtime was started with. Integrations read their part; changes have no effect.</summary>
    public AutoTraceOptions Options { get; }

    /// <summary>What became of every record so far.</summary>
    public TraceCounters Counters => _counters.Snapshot();

    /// <summary>
    /// What this process has been found not to trace although it may be meant to be, and what to do about it: what no
    /// build can tell, each once, at most 1,000, in the order of discovery. The first of each kind is also a warning. A
    /// snapshot.
    /// </summary>
    public static IReadOnlyList<CoverageGap> CoverageGaps => Diagnostics.CoverageGaps.All;

    internal RuntimeLog Log { get; }

    internal MissingSegment MissingSegment { get; }

    internal SegmentQueue Queue => _queue;

    /// <summary>
    /// Starts tracing. Returns as soon as spans are recorded; what else there is to do, the background thread does.
    /// </summary>
    /// <param name="configure">Sets options; environment variables win over them.</param>
    /// <exception cref="ArgumentException">
    /// An option has a value that makes no sense; the message says which.
    /// </exception>
    public static AutoTraceRuntime Start(Action<AutoTraceOptions>? configure = null)
    {
        AutoTraceOptions options = new();
        configure?.Invoke(options);
        return Start(options);
    }

    /// <inheritdoc cref="Start(Action{AutoTraceOptions})"/>
    /// <param name="options">How; environment variables win over them.</param>
    public static AutoTraceRuntime Start(AutoTraceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        AutoTraceRuntime runtime = new(options.Copy(), EnvironmentSettings.Read());
        if (runtime._worker is { } worker)
        {
            RunningRuntimes.Add(runtime);
            worker.Start();
        }

        return runtime;
    }

    /// <summary>
    /// Opens a segment of this runtime and makes it current; see <see cref="AutoTracer.BeginSegment"/>.
    /// </summary>
    /// <param name="name">The segment's name; <see cref="ServiceName"/> for what the service itself does.</param>
    /// <param name="options">Trace, parent and decision, where they come from elsewhere.</param>
    public TraceScope BeginSegment(string name, in SegmentOptions options = default)
    {
        if (_worker is null || Volatile.Read(ref _stopped) != 0)
        {
            return default;
        }

        return new TraceScope(SpanStart.BeginSegment(_queue, SpanName.From(name), options));
    }

    /// <summary>Waits until every segment closed before the call has been sent or counted as lost.</summary>
    /// <param name="timeout">At most this long.</param>
    /// <param name="cancellationToken">Ends the waiting, not the delivery.</param>
    /// <returns>The counters afterwards. Never throws for a timeout: what is still missing shows in them.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<TraceCounters> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (_worker is not null)
        {
            try
            {
                await _worker.FlushAsync().WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The caller set the bound and reads the counters.
            }
        }

        return Counters;
    }

    /// <summary>
    /// Waits until X-Ray's sampling rules decide: for a program that must not take its first requests by its own rules.
    /// Nothing else needs it.
    /// </summary>
    /// <param name="timeout">At most this long.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>
    /// True when they decide. False when they have not come in time, or nobody asks for them: then this process's own do.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<bool> WaitForSamplingRulesAsync(
        TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            await _queue.Sampler.Settled.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The caller set the bound.
        }

        return _queue.Sampler.Central is not null;
    }

    /// <summary>
    /// Stops: closes the segments that are open, which are sent as in progress, and delivers what is waiting, at most
    /// for <see cref="AutoTraceOptions.ShutdownTimeout"/>.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            RunningRuntimes.Remove(this);
            _worker?.Stop(Options.ShutdownTimeout);
            _polling?.Dispose();
            _queue.Sampler.Settle();
            _lossReport?.Dispose();
        }
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync() => await Task.Run(Dispose).ConfigureAwait(false);

    /// <summary>
    /// The process may end at any moment, or not: delivers what is waiting, X-Ray is told of what is open, and what is
    /// held for later goes where a later process finds it.
    /// </summary>
    internal void Brace()
    {
        _worker?.TellOpen();
        FlushAsync(Options.ShutdownTimeout).AsTask().Wait();
        _worker?.PutAway();
    }

    private static string ProcessServiceName =>
        Assembly.GetEntryAssembly()?.GetName().Name ?? Environment.ProcessPath ?? "unnamed";

    /// <summary>The rest of the start, on the worker's thread: whoever starts the runtime does not wait for it.</summary>
    private Delivery Prepare(EnvironmentSettings environment, DeliveryReport report, LongSegments open)
    {
        SegmentExporter exporter = ExporterChoice.Make(Options, environment, Log);
        exporter.Attach(report);
        ServiceDescription service = new() { Version = Options.ServiceVersion, Origin = Options.Origin };
        Delivery delivery = new(new SegmentDocuments(service, Redaction.Of(Options, Log)), exporter);
        try
        {
            StartPolling(exporter, environment, delivery);
            environment.Complaints.ForEach(Log.Warning);
            Log.Information(
                $"service '{ServiceName}', region {environment.Region ?? "unknown"}, sending to {exporter.Description}, " +
                $"sampling: incoming decisions, else {SamplingDescription(exporter)}.");
            if (Options.TraceHttpClient && HttpClientTracing.Obstacle is { } obstacle)
            {
                Log.Warning(obstacle);
            }

            delivery.Companions.Add(open.Start());
            if (_localRules is not null)
            {
                delivery.Companions.Add(_localRules.Watch(Log));
            }

            delivery.Companions.Add(new CounterInstruments(_counters, ServiceName));
            delivery.Companions.Add(
                new SilenceWatch(Options.TimeProvider, _counters, report, Log, exporter.Description));
            GeneratorCheck.Start(Log);
        }
        catch (Exception failure)
        {
            // A clock of the user's, for one. Segments are delivered even so; unhandled on a thread, it would end the process.
            Log.Warning($"AutoTrace started without its counters' instruments or its checks: {failure}");
            _queue.Sampler.Settle();
        }

        return delivery;
    }

    /// <summary>Asks for X-Ray's rules from here on, where they are to decide. In Lambda, Lambda does.</summary>
    private void StartPolling(SegmentExporter exporter, EnvironmentSettings environment, Delivery delivery)
    {
        Sampler sampler = _queue.Sampler;
        bool isWanted = Options.CentralSampling && sampler.Local is not null && !environment.IsLambda;
        if (isWanted && exporter.Sampling is { } transport)
        {
            CentralSampling sampling = new(transport, sampler, ServiceName, Log, Options.TimeProvider);
            _polling = CentralPolling.Start(sampling, Options.TimeProvider, Log);
            delivery.Companions.Add(_polling);
        }
        else
        {
            sampler.Settle();
        }
    }

    private string SamplingDescription(SegmentExporter exporter) => _polling is null
        ? _queue.Sampler.Description
        : $"X-Ray's rules by {exporter.Sampling!.Description}, until they are there {_queue.Sampler.Description}";
}
