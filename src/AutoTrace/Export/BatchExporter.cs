using System.Threading.Channels;

namespace AutoTrace.Export;

/// <summary>
/// Sends documents in batches, by requests that are answered: each is sent until the other side has it, has refused it
/// for good, or gives way to newer ones. Set it as <see cref="AutoTraceOptions.Exporter"/>.
/// </summary>
/// <remarks>
/// Documents wait at most <see cref="BatchOptions.MaxAge"/> for others; those of one segment travel together. Failed
/// requests are made again after a pause of random length up to 200 ms, which doubles up to 30 s. When more than two
/// thirds of the requests fail, only one is made at a time, to find out whether the destination is back. Meanwhile
/// documents are held, up to <see cref="BatchOptions.HeldBytes"/>, or go to <see cref="BatchOptions.SpoolFolder"/>. A
/// request that timed out may have arrived, and be made again: X-Ray keeps one copy of a segment. Requests are never
/// traced themselves. All members are thread-safe.
/// </remarks>
public sealed class BatchExporter : SegmentExporter
{
    private readonly ISegmentTransport _transport;
    private readonly BatchOptions _options;
    private readonly Func<double> _random;
    private readonly CancellationTokenSource _stop = new();

    // Tells the sending side that there may be something to do; once is enough.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private TimeProvider _clock = TimeProvider.System;
    private Outbox? _outbox;
    private BatchSender? _sender;
    private Spool? _spool;
    private CounterReports? _reports;
    private Task? _sending;

    /// <param name="transport">Makes the requests; disposed with the exporter.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    public BatchExporter(ISegmentTransport transport, BatchOptions? options = null)
        : this(transport, options, Random.Shared.NextDouble)
    {
    }

    internal BatchExporter(ISegmentTransport transport, BatchOptions? options, Func<double> random)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
        _options = (options ?? new BatchOptions()).Copy();
        _random = random;
    }

    /// <inheritdoc/>
    public override string Description => _transport.Description;

    /// <summary>
    /// Records that X-Ray refused although it took their request, by error code, as in
    /// <see cref="UnprocessedSegment.ErrorCode"/>. A snapshot; part of <see cref="TraceCounters.DroppedRefused"/>.
    /// </summary>
    public IReadOnlyDictionary<string, long> RefusedByCode =>
        _sender?.RefusedByCode ?? new Dictionary<string, long>();

    internal override ISamplingTransport? Sampling => _transport as ISamplingTransport;

    internal override int MaxDocumentBytes => XRay.Limits.DocumentBytes;

    /// <summary>What documents take that wait or are under way, in bytes.</summary>
    internal long HeldBytes => _outbox?.HeldBytes ?? 0;

    internal override void Attach(DeliveryReport report)
    {
        _clock = report.Clock;
        _outbox = new Outbox(_options, _clock, report, _random);
        _sender = new BatchSender(_transport, _outbox, _options, _clock, report);
        _reports = new CounterReports(_transport, report);
        if (_options.SpoolFolder is not null)
        {
            // An earlier process may have left something.
            _spool = new Spool(_options, _outbox, report);
            Wake();
        }
    }

    internal override void Export(ReadOnlySpan<byte> document, int records)
    {
        if (_outbox!.Add(document.ToArray(), records))
        {
            Wake();
        }
    }

    /// <summary>Nothing: batches are due by their size and their age.</summary>
    internal override void Settle()
    {
    }

    internal override Task FlushAsync(bool last)
    {
        Task delivered = _outbox?.FlushAsync(last) ?? Task.CompletedTask;
        _news.Writer.TryWrite(true);
        return delivered;
    }

    internal override void PutAway() => _spool?.PutAway();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_news.Writer.TryComplete())
        {
            _spool?.Close();
            _stop.Cancel();
            _outbox?.Close();
            if (_sending is null)
            {
                DisposeTransport();
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>On the worker's thread: no flow of the app's is current, which timers and requests would go on in.</summary>
    private void Wake()
    {
        _sending ??= Task.Run(SendAsync);
        _news.Writer.TryWrite(true);
    }

    /// <summary>Starts every request that is due, until the end. The only one who does.</summary>
    private async Task SendAsync()
    {
        using TraceScope untraced = AutoTracer.Suppress();
        using ITimer timer = _clock.CreateTimer(
            _ => _news.Writer.TryWrite(true), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Task reports = _reports!.RunAsync(_stop.Token);
        HashSet<Task> requests = [];
        Task spooling = Task.CompletedTask;
        while (await _news.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _news.Reader.TryRead(out _);
            requests.RemoveWhere(request => request.IsCompleted);
            TimeSpan wait;
            while (_outbox!.TryTake(out wait) is { } batch)
            {
                requests.Add(Task.Run(() => RequestAsync(batch)));
            }

            if (_spool is { } spool && spooling.IsCompleted)
            {
                TimeSpan pause = spool.Pause();
                if (pause == TimeSpan.Zero)
                {
                    spooling = Task.Run(() => Work(spool));
                }

                wait = Outbox.Sooner(wait, pause);
            }

            timer.Change(wait, Timeout.InfiniteTimeSpan);
        }

        await Task.WhenAll([.. requests, reports, spooling]).ConfigureAwait(false);
        DisposeTransport();
    }

    private void Work(Spool spool)
    {
        spool.Work();
        _news.Writer.TryWrite(true);
    }

    private void DisposeTransport()
    {
        try
        {
            _transport.Dispose();
        }
        catch (Exception)
        {
            // User code at the very end; nothing depends on it any more.
        }
    }

    private async Task RequestAsync(DocumentBatch batch)
    {
        await _sender!.SendAsync(batch, _stop.Token).ConfigureAwait(false);
        _news.Writer.TryWrite(true);
    }
}
