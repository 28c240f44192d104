namespace AutoTrace.Diagnostics;

/// <summary>The counts of one runtime. Any thread adds; a snapshot is exact once nothing is in flight.</summary>
internal sealed class Counters
{
    private readonly TallyByThread _withoutSegment = new();
    private readonly long[] _dropped = new long[DropReasons.All.Length];
    private long _produced;
    private long _sent;
    private long _notKept;
    private long _detailsLeftOut;
    private long _folded;
    private long _gaveWay;
    private long _tooLate;

    /// <summary>Told about every loss, on the thread that suffers it.</summary>
    public Action<DropReason>? OnDropped { get; set; }

    public long Produced => Interlocked.Read(ref _produced);

    public long Sent => Interlocked.Read(ref _sent);

    public long NotKept => Interlocked.Read(ref _notKept);

    public void AddProduced(int records) => Interlocked.Add(ref _produced, records);

    /// <summary>Accepted by the kernel (UDP) or acknowledged (HTTP).</summary>
    public void AddSent(int records) => Interlocked.Add(ref _sent, records);

    /// <summary>
    /// Moves records that were thought sent to the ones that were refused: UDP tells only afterwards.
    /// </summary>
    public void MoveSentToRefused(int records)
    {
        Interlocked.Add(ref _sent, -records);
        AddDropped(DropReason.Refused, records);
    }

    /// <summary>Left out by the sampling decision or as too short.</summary>
    public void AddNotKept(int records) => Interlocked.Add(ref _notKept, records);

    public void AddDropped(DropReason reason, int records)
    {
        if (records > 0)
        {
            Interlocked.Add(ref _dropped[(int)reason], records);
            OnDropped?.Invoke(reason);
        }
    }

    public long Dropped(DropReason reason) => Interlocked.Read(ref _dropped[(int)reason]);

    /// <summary>Annotations and metadata that their span was sent without.</summary>
    public void AddDetailsLeftOut(int details) => Interlocked.Add(ref _detailsLeftOut, details);

    /// <summary>Records that were sent as part of another one.</summary>
    public void AddFolded(int records) => Interlocked.Add(ref _folded, records);

    /// <summary>An unsampled segment is not held, or no more: there is no memory for it.</summary>
    public void AddGaveWay() => Interlocked.Increment(ref _gaveWay);

    /// <summary>A traced call found no open segment: all that a program does outside of requests.</summary>
    public void AddWithoutSegment() => _withoutSegment.Increment();

    /// <summary>Something was written to a span that had ended.</summary>
    public void AddTooLate() => Interlocked.Increment(ref _tooLate);

    public TraceCounters Snapshot() => new()
    {
        Produced = Produced,
        Sent = Sent,
        NotKept = NotKept,
        DroppedQueueFull = Dropped(DropReason.QueueFull),
        DroppedDocumentTooLarge = Dropped(DropReason.DocumentTooLarge),
        DroppedRefused = Dropped(DropReason.Refused),
        DroppedExportFailed = Dropped(DropReason.ExportFailed),
        DroppedBufferFull = Dropped(DropReason.BufferFull),
        DroppedInvalid = Dropped(DropReason.Invalid),
        DroppedShutdown = Dropped(DropReason.Shutdown),
        DetailsLeftOut = Interlocked.Read(ref _detailsLeftOut),
        Folded = Interlocked.Read(ref _folded),
        TailKeepGaveWay = Interlocked.Read(ref _gaveWay),
        CallsWithoutSegment = _withoutSegment.Total,
        WritesTooLate = Interlocked.Read(ref _tooLate),
    };
}
