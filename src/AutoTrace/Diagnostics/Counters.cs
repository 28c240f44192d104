namespace AutoTrace.Diagnostics;

/// <summary>The counts of one runtime. Any thread adds; a snapshot is exact once nothing is in flight.</summary>
internal sealed class Counters
{
    private readonly TallyByThread _withoutSegment = new();
    private readonly long[] _dropped = new long[DropReasons.All.Length];
    private long _produced;
    private long _sent;
    private long _notKept;
    private long _spooled;
    private long _takenFromSpool;
    private long _spoolDamaged;
    private long _detailsLeftOut;
    private long _folded;
    private long _gaveWay;
    private long _tooLate;

    /// <summary>Told about every loss, on the thread that suffers it.</summary>
    public Action<DropReason>? OnDropped { get; set; }

    public long Produced => Interlocked.Read(ref _produced);

    public long Sent => Interlocked.Read(ref _sent);

    public long NotKept => Interlocked.Read(ref _notKept);

    public long Spooled => Interlocked.Read(ref _spooled);

    public long TakenFromSpool => Interlocked.Read(ref _takenFromSpool);

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

    /// <summary>Written to a file, to be sent later.</summary>
    public void AddSpooled(int records) => Interlocked.Add(ref _spooled, records);

    /// <summary>Read back from one, to be sent now.</summary>
    public void AddTakenFromSpool(int records) => Interlocked.Add(ref _takenFromSpool, records);

    public void AddSpoolDamaged(int places) => Interlocked.Add(ref _spoolDamaged, places);

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
        DroppedSpoolFull = Dropped(DropReason.SpoolFull),
        DroppedInvalid = Dropped(DropReason.Invalid),
        DroppedShutdown = Dropped(DropReason.Shutdown),
        Spooled = Spooled,
        TakenFromSpool = TakenFromSpool,
        SpoolDamaged = Interlocked.Read(ref _spoolDamaged),
        DetailsLeftOut = Interlocked.Read(ref _detailsLeftOut),
        Folded = Interlocked.Read(ref _folded),
        TailKeepGaveWay = Interlocked.Read(ref _gaveWay),
        CallsWithoutSegment = _withoutSegment.Total,
        WritesTooLate = Interlocked.Read(ref _tooLate),
    };
}
