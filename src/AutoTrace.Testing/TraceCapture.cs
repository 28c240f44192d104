using AutoTrace.Export;

namespace AutoTrace.Testing;

/// <summary>
/// Keeps what is traced in a test and shows it as trees. It opens a segment in which the test runs, in a runtime of its
/// own: tests side by side never see each other's spans.
/// </summary>
/// <remarks>All members are thread-safe. Nothing is sent anywhere.</remarks>
public sealed class TraceCapture : IDisposable
{
    /// <summary>How long the members that wait do so, unless they are told otherwise: 10 s.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly List<string> _documents = [];
    private TaskCompletionSource _arrival = NewArrival();
    private TraceScope _segment;

    private TraceCapture(Action<AutoTraceOptions>? configure) => Runtime = AutoTraceRuntime.Start(options =>
    {
        Configure(options);
        options.OnWarning = null;
        configure?.Invoke(options);
    });

    /// <summary>The runtime of the test's own segment.</summary>
    public AutoTraceRuntime Runtime { get; }

    /// <summary>
    /// The roots of what is finished so far: segments, and subsegments whose parent is not here. A snapshot, by start
    /// time.
    /// </summary>
    public IReadOnlyList<CapturedSpan> Roots => CapturedTree.Of(Snapshot(out _));

    /// <summary>
    /// Opens a segment and makes it current: what the test calls from here on is traced in it. Call it in the test
    /// method itself, or in the constructor of its class: what an async method makes current does not reach its caller.
    /// </summary>
    /// <param name="name">The segment's name.</param>
    /// <param name="configure">Sets options of the runtime, a clock for example.</param>
    /// <exception cref="InvalidOperationException">Tracing is turned off by AWS_XRAY_SDK_ENABLED.</exception>
    public static TraceCapture Start(string name = "test", Action<AutoTraceOptions>? configure = null)
    {
        TraceCapture capture = new(configure);
        if (!capture.Runtime.IsEnabled)
        {
            throw new InvalidOperationException(
                "There is nothing to capture: AWS_XRAY_SDK_ENABLED=false, or options.Enabled, turns tracing off.");
        }

        capture._segment = capture.Runtime.BeginSegment(
            name, new SegmentOptions { Header = new TraceHeader { Sampled = SamplingDecision.Sampled } });
        return capture;
    }

    /// <summary>
    /// Lets another runtime's segments come here, that of a host:
    /// <c>services.Configure&lt;AutoTraceOptions&gt;(traces.Configure)</c> after the application's own services.
    /// </summary>
    /// <param name="options">
    /// Its options: the exporter is replaced, everything is recorded, and it does not become the process's default.
    /// </param>
    public void Configure(AutoTraceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Exporter = new InMemoryExporter { OnDelivered = Add };
        options.SampleEverything = true;
        options.MayBeDefault = false;
        options.InProgressAfter = TimeSpan.Zero;
        options.OnInformation = null;
    }

    /// <summary>Ends the test's segment.</summary>
    /// <returns>
    /// The segment, with everything below it. What was still open then has <see cref="CapturedSpan.LeftOpen"/>.
    /// </returns>
    /// <exception cref="TimeoutException">It could not be written in time.</exception>
    public Task<CapturedSpan> EndAsync()
    {
        string id = _segment.Span.Id.ToString();

        // Here, not in an async method: the context has to change in the flow of the test.
        _segment.Dispose();
        return OneAsync(WaitAsync(segment => segment.Id == id, 1, Patience, "the test's own segment"));
    }

    /// <summary>
    /// Waits until a segment of that name has ended: that of a request ends after its response was received.
    /// </summary>
    /// <param name="name">The segment's name: the service's for requests.</param>
    /// <param name="patience">How long at most; <see cref="Patience"/> when null.</param>
    /// <returns>The first one, with everything below it.</returns>
    /// <exception cref="TimeoutException">None ended in time; the message shows what did.</exception>
    public Task<CapturedSpan> SegmentAsync(string name, TimeSpan? patience = null) =>
        OneAsync(SegmentsAsync(name, 1, patience));

    /// <summary>Waits until several segments of that name have ended.</summary>
    /// <inheritdoc cref="SegmentAsync"/>
    /// <param name="name">The segments' name.</param>
    /// <param name="count">How many.</param>
    /// <param name="patience">How long at most; <see cref="Patience"/> when null.</param>
    /// <returns>All that have ended, by start time, at least <paramref name="count"/>.</returns>
    public Task<IReadOnlyList<CapturedSpan>> SegmentsAsync(string name, int count, TimeSpan? patience = null) =>
        WaitAsync(segment => segment.Name == name, count, patience ?? Patience, $"{count} segments named '{name}'");

    /// <summary>Ends the test's segment, if that has not been done, and the runtime.</summary>
    public void Dispose()
    {
        if (_segment.Span.IsRecording)
        {
            _segment.Dispose();
        }

        Runtime.Dispose();
    }

    private static async Task<CapturedSpan> OneAsync(Task<IReadOnlyList<CapturedSpan>> segments) =>
        (await segments.ConfigureAwait(false))[0];

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<IReadOnlyList<CapturedSpan>> WaitAsync(
        Func<CapturedSpan, bool> isWanted, int count, TimeSpan patience, string what)
    {
        using CancellationTokenSource expired = new(patience);
        while (true)
        {
            IReadOnlyList<CapturedSpan> roots = CapturedTree.Of(Snapshot(out Task arrival));
            CapturedSpan[] found =
            [
                .. roots.SelectMany(root => root.SelfAndDescendants())
                    .Where(span => span is { IsSegment: true, EndTime: not null } && isWanted(span))
                    .OrderBy(span => span.StartTime),
            ];
            if (found.Length >= count)
            {
                return found;
            }

            try
            {
                await arrival.WaitAsync(expired.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"Waited {patience} for {what}; {found.Length} ended. All that has ended:\n{string.Join('\n', roots)}");
            }
        }
    }

    private void Add(IReadOnlyList<string> documents)
    {
        TaskCompletionSource arrival;
        lock (_gate)
        {
            _documents.AddRange(documents);
            arrival = _arrival;
            _arrival = NewArrival();
        }

        arrival.SetResult();
    }

    private string[] Snapshot(out Task arrival)
    {
        lock (_gate)
        {
            arrival = _arrival.Task;
            return [.. _documents];
        }
    }
}
