using AutoTrace.Diagnostics;
using AutoTrace.XRay;

namespace AutoTrace.Export;

/// <summary>
/// The documents between the worker and the requests, within a number of bytes: cut into batches by count, bytes and
/// age, given back where a request failed, dropped by whole traces, oldest first, where they become too many.
/// </summary>
/// <remarks>Any thread; nobody waits here for longer than it takes to move documents around.</remarks>
/// <param name="options">The limits.</param>
/// <param name="clock">For ages and pauses.</param>
/// <param name="report">Told what is dropped.</param>
/// <param name="random">See <see cref="RequestPace"/>.</param>
internal sealed class Outbox(BatchOptions options, TimeProvider clock, DeliveryReport report, Func<double> random)
{
    // A batch that failed as often while others went through is at fault itself.
    private const int MostFailuresOfItsOwn = 10;

    private readonly object _gate = new();
    private readonly RequestPace _pace = new(options.MaxRequests, random);
    private readonly FlushWaiters _flushes = new();
    private readonly List<DocumentBatch> _failed = [];
    private readonly HashSet<DocumentBatch> _underWay = [];
    private readonly List<SpoolFile> _done = [];
    private readonly int _spillFrom = options.SpoolFolder is null ? int.MaxValue : options.HeldBytes / 2;
    private int _maxBytes = options.MaxBytes;
    private Queue<TraceRun> _runs = new();
    private TraceRun? _newest;
    private int _waitingDocuments;
    private long _waitingBytes;
    private long _heldBytes;
    private int _held;
    private long _number;
    private long _flushUpTo;
    private bool _isEnding;
    private bool _isClosed;

    /// <summary>What is held and under way, in bytes.</summary>
    public long HeldBytes
    {
        get
        {
            lock (_gate)
            {
                return _heldBytes;
            }
        }
    }

    /// <summary>Whether the oldest documents are to go into files, to make room before any have to be dropped.</summary>
    public bool HasToSpill
    {
        get
        {
            lock (_gate)
            {
                return MustSpill;
            }
        }
    }

    /// <summary>Whether files are done with.</summary>
    public bool HasDone
    {
        get
        {
            lock (_gate)
            {
                return _done.Count > 0;
            }
        }
    }

    /// <summary>Whether documents can come back from files: there is little else to send, and it is taken.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return !_isEnding && !_isClosed && !_pace.IsSpent && _heldBytes < options.HeldBytes / 4;
            }
        }
    }

    private bool MustSpill => _heldBytes > _spillFrom && (_waitingDocuments > 0 || _failed.Count > 0);

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Takes a document.</summary>
    /// <returns>Whether <see cref="TryTake"/> may have another answer than before.</returns>
    public bool Add(ReadOnlyMemory<byte> json, int records)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                report.Dropped(records, DropReason.Shutdown);
                return false;
            }

            bool wasFull = IsFull;
            Queue(new HeldDocument(json, records, ++_number));
            if (_heldBytes > options.HeldBytes)
            {
                DropOldest();
            }

            return _waitingDocuments == 1 || (IsFull && !wasFull) || MustSpill;
        }
    }

    /// <summary>Takes the documents of a file.</summary>
    public void AddAgain(SpoolFile file)
    {
        lock (_gate)
        {
            foreach ((ReadOnlyMemory<byte> json, int records) in file.Documents)
            {
                Queue(new HeldDocument(json, records, ++_number) { Source = file });
            }
        }
    }

    /// <summary>Takes the batch that is to be sent now.</summary>
    /// <param name="wait">Where there is none: how long until there may be one, if nothing else happens.</param>
    /// <returns>Null for none. Whoever has one ends it by one of the following methods.</returns>
    public DocumentBatch? TryTake(out TimeSpan wait)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            wait = _pace.WaitAt(now);
            if (wait != TimeSpan.Zero)
            {
                return null;
            }

            // The oldest first; but what failed may have been its own fault, and must not be all that is tried.
            wait = Timeout.InfiniteTimeSpan;
            DocumentBatch? batch = _pace.IsSpent
                ? TakeWaiting(now, ref wait) ?? TakeFailed(now, ref wait)
                : TakeFailed(now, ref wait) ?? TakeWaiting(now, ref wait);
            if (batch is not null)
            {
                _pace.Started();
                _underWay.Add(batch);
            }

            return batch;
        }
    }

    /// <summary>
    /// The request has ended. False where its documents are no longer its own, see <see cref="TakeAll"/>: nothing more
    /// is to be done about it.
    /// </summary>
    public bool TryEnd(DocumentBatch batch)
    {
        lock (_gate)
        {
            if (_underWay.Remove(batch))
            {
                return true;
            }

            _pace.Ended();
            return false;
        }
    }

    /// <summary>The request succeeded; what came of its documents is in the books.</summary>
    /// <param name="batch">What was in it.</param>
    /// <param name="again">The documents of it that are to be sent once more.</param>
    /// <param name="isTooOften">They were sent often enough: enter that into the books and forget them.</param>
    /// <returns>Whether an outage is over.</returns>
    public bool Succeeded(DocumentBatch batch, List<HeldDocument> again, out bool isTooOften)
    {
        lock (_gate)
        {
            bool isBack = _pace.Succeeded();
            ForgetHeld(again.Count == 0 ? batch.Documents : batch.Documents.Except(again));
            batch.Documents.Clear();
            batch.Documents.AddRange(again);
            isTooOften = again.Count > 0 && !TryPutBack(batch);
            return isBack;
        }
    }

    /// <summary>The request failed and may be made again.</summary>
    /// <returns>False where it was made often enough: enter that into the books and forget the documents.</returns>
    public bool TryReturn(DocumentBatch batch, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            _pace.Failed(Now, retryAfter);
            return TryPutBack(batch);
        }
    }

    /// <summary>The request was too large: its documents go in two, and what is made from now on is no larger.</summary>
    public void Split(DocumentBatch batch)
    {
        lock (_gate)
        {
            _pace.Ended();
            if (_isClosed)
            {
                Drop(batch.Documents, DropReason.Shutdown);
                return;
            }

            int half = batch.Documents.Count / 2;
            _maxBytes = Math.Max(Limits.DocumentBytes, batch.Documents.Sum(document => document.Json.Length) / 2);
            _failed.Add(new DocumentBatch(batch.Documents[..half]) { NotBefore = Now });
            _failed.Add(new DocumentBatch(batch.Documents[half..]) { NotBefore = Now });
        }
    }

    /// <summary>The request ended, and its documents with it, which is in the books.</summary>
    public void GiveUp(DocumentBatch batch)
    {
        lock (_gate)
        {
            _pace.Ended();
            ForgetHeld(batch.Documents);
        }
    }

    /// <summary>These are no longer on their way, which is in the books.</summary>
    public void Forget(List<HeldDocument> documents)
    {
        lock (_gate)
        {
            ForgetHeld(documents);
        }
    }

    /// <summary>Makes everything due that is held.</summary>
    /// <param name="last">There will be no later: pauses end too.</param>
    /// <returns>Ends when all of it is sent or given up.</returns>
    public Task FlushAsync(bool last)
    {
        lock (_gate)
        {
            _flushUpTo = _number;
            if (last)
            {
                _isEnding = true;
                _pace.Hurry();
                _failed.ForEach(batch => batch.NotBefore = TimeSpan.Zero);
            }

            return _flushes.Add(_number, _held);
        }
    }

    /// <summary>
    /// Takes the oldest traces away, an eighth of what may be held. They count as held until whoever has them says that
    /// they are not.
    /// </summary>
    public List<HeldDocument> TakeOldest()
    {
        lock (_gate)
        {
            return RemoveOldest(options.HeldBytes / 8);
        }
    }

    /// <summary>Takes the files all of whose documents are gone, to be disposed of where nobody waits for the disk.</summary>
    public List<SpoolFile> TakeDone()
    {
        lock (_gate)
        {
            List<SpoolFile> done = [.. _done];
            _done.Clear();
            return done;
        }
    }

    /// <summary>Takes all documents away, those under way too, in the same sense.</summary>
    public List<HeldDocument> TakeAll()
    {
        lock (_gate)
        {
            List<HeldDocument> all = [.. _underWay.SelectMany(batch => batch.Documents), .. RemoveWaiting()];
            _underWay.Clear();
            return all;
        }
    }

    /// <summary>Gives up all that is not under way, and takes no more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Drop(RemoveWaiting(), DropReason.Shutdown);
        }
    }

    private bool IsFull => _waitingDocuments >= options.MaxDocuments || _waitingBytes >= _maxBytes;

    private DocumentBatch? TakeFailed(TimeSpan now, ref TimeSpan wait)
    {
        DocumentBatch? next = _failed.MinBy(batch => batch.NotBefore);
        if (next is null || next.NotBefore > now)
        {
            wait = next is null ? wait : Sooner(wait, next.NotBefore - now);
            return null;
        }

        _failed.Remove(next);
        return next;
    }

    private DocumentBatch? TakeWaiting(TimeSpan now, ref TimeSpan wait)
    {
        if (!_runs.TryPeek(out TraceRun? first))
        {
            return null;
        }

        TimeSpan age = now - first.Since;
        if (!IsFull && age < options.MaxAge && first.Documents[0].Number > _flushUpTo)
        {
            wait = Sooner(wait, options.MaxAge - age);
            return null;
        }

        return new DocumentBatch(Cut());
    }

    /// <summary>
    /// The first documents, as many as fit; parts of one trace stay together unless they alone are too many.
    /// </summary>
    private List<HeldDocument> Cut()
    {
        List<HeldDocument> documents = [];
        int bytes = 0;
        while (_runs.TryPeek(out TraceRun? run) && (documents.Count == 0 || Fits(run)))
        {
            List<HeldDocument> taken = run.TakeWithin(options.MaxDocuments, _maxBytes);
            documents.AddRange(taken);
            bytes += taken.Sum(document => document.Json.Length);
            if (run.Documents.Count > 0)
            {
                break;
            }

            _runs.Dequeue();
        }

        _waitingDocuments -= documents.Count;
        _waitingBytes -= bytes;
        return documents;

        bool Fits(TraceRun run) =>
            documents.Count + run.Documents.Count <= options.MaxDocuments && bytes + run.Bytes <= _maxBytes;
    }

    private bool TryPutBack(DocumentBatch batch)
    {
        bool othersWentThrough = batch.Failures > 0 && batch.SuccessesBefore != _pace.Successes;
        batch.Failures++;
        batch.FailuresOfItsOwn += othersWentThrough ? 1 : 0;
        batch.SuccessesBefore = _pace.Successes;
        batch.NotBefore = Now + _pace.Pause(batch.Failures);
        if (_isClosed || batch.FailuresOfItsOwn >= MostFailuresOfItsOwn)
        {
            return false;
        }

        _failed.Add(batch);
        if (_heldBytes > options.HeldBytes)
        {
            DropOldest();
        }

        return true;
    }

    private void Queue(HeldDocument document)
    {
        if (_newest is null || _newest.TraceId != document.TraceId || _newest.Documents.Count == 0)
        {
            _newest = new TraceRun(document.TraceId, Now);
            _runs.Enqueue(_newest);
        }

        _newest.Add(document);
        _waitingDocuments++;
        _waitingBytes += document.Json.Length;
        _held++;
        _heldBytes += document.Bytes;
    }

    /// <summary>
    /// Makes room, an eighth more than is needed, so that what is held is not searched for every document.
    /// </summary>
    private void DropOldest() =>
        Drop(RemoveOldest(_heldBytes - (options.HeldBytes - (options.HeldBytes / 8))), DropReason.BufferFull);

    /// <summary>Takes the oldest traces out of all that is not under way, with as many bytes at least.</summary>
    private List<HeldDocument> RemoveOldest(long tooMany)
    {
        HashSet<TraceId> oldest = [];
        foreach (HeldDocument document in Waiting())
        {
            if (tooMany <= 0)
            {
                break;
            }

            oldest.Add(document.TraceId);
            tooMany -= document.Bytes;
        }

        List<HeldDocument> removed = [];
        foreach (DocumentBatch batch in _failed)
        {
            removed.AddRange(batch.Documents.Where(document => oldest.Contains(document.TraceId)));
            batch.Documents.RemoveAll(document => oldest.Contains(document.TraceId));
        }

        _failed.RemoveAll(batch => batch.Documents.Count == 0);
        foreach (TraceRun run in _runs.Where(run => oldest.Contains(run.TraceId)))
        {
            removed.AddRange(run.Documents);
            _waitingDocuments -= run.Documents.Count;
            _waitingBytes -= run.Bytes;
        }

        _runs = new Queue<TraceRun>(_runs.Where(run => !oldest.Contains(run.TraceId)));
        _newest = null;
        return removed;
    }

    private List<HeldDocument> RemoveWaiting()
    {
        List<HeldDocument> all = [.. Waiting()];
        _failed.Clear();
        _runs.Clear();
        (_newest, _waitingDocuments, _waitingBytes) = (null, 0, 0);
        return all;
    }

    /// <summary>What is not under way, the oldest first: what was in files before, then in the order of coming.</summary>
    private IEnumerable<HeldDocument> Waiting() =>
        _failed.SelectMany(batch => batch.Documents).OrderBy(document => document.Number)
            .Concat(_runs.SelectMany(run => run.Documents))
            .OrderBy(document => document.Source is null);

    // Into the books before anybody who waits for them hears of it.
    private void Drop(List<HeldDocument> documents, DropReason reason)
    {
        report.Dropped(documents.Sum(document => document.Records), reason);
        ForgetHeld(documents);
    }

    private void ForgetHeld(IEnumerable<HeldDocument> documents)
    {
        foreach (HeldDocument document in documents)
        {
            _held--;
            _heldBytes -= document.Bytes;
            if (document.Source is { } file && file.Gone())
            {
                _done.Add(file);
            }

            _flushes.Gone(document);
        }
    }

    /// <summary>The shorter of two pauses, either of which may be infinite.</summary>
    public static TimeSpan Sooner(TimeSpan wait, TimeSpan other) =>
        other == Timeout.InfiniteTimeSpan || (wait != Timeout.InfiniteTimeSpan && wait <= other) ? wait : other;
}
