using System.Collections.Concurrent;
using AutoTrace.Diagnostics;
using AutoTrace.Documents;
using AutoTrace.Export;
using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// The one background thread of a runtime: takes closed segments from the queue, has them written as documents and
/// sent. Whatever goes wrong with one segment is counted and ends there.
/// </summary>
internal sealed class SegmentWorker
{
    private readonly SegmentQueue _queue;
    private readonly DeliveryReport _report;
    private readonly Func<Delivery> _prepare;
    private readonly LongSegments _long;
    private readonly ConcurrentQueue<Flush> _flushes = new();
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _taking = new();
    private readonly Thread _thread;
    private volatile bool _abandoned;
    private Delivery _delivery = null!;

    /// <param name="queue">Whose segments it takes.</param>
    /// <param name="open">Those of them that stay open.</param>
    /// <param name="report">Has the books of what is being sent.</param>
    /// <param name="prepare">
    /// Makes what it delivers with, on its thread: the first thing that it does. Must not throw.
    /// </param>
    public SegmentWorker(SegmentQueue queue, LongSegments open, DeliveryReport report, Func<Delivery> prepare)
    {
        _queue = queue;
        _report = report;
        _prepare = prepare;
        _long = open;
        _thread = new Thread(Run) { IsBackground = true, Name = "AutoTrace" };
    }

    /// <summary>Not while it waits for a segment that is still being put into the queue: that wakes the worker.</summary>
    private bool IsFlushDue => _flushes.TryPeek(out Flush next) && next.Claimed <= _queue.Ring.Taken;

    private bool HasStarted => (_thread.ThreadState & ThreadState.Unstarted) == 0;

    /// <summary>Without the caller's flow: the worker, and timers that it makes, must not live inside some request's.</summary>
    public void Start() => _thread.UnsafeStart();

    /// <summary>Completes when everything that was closed before the call has been sent or counted as lost.</summary>
    public Task FlushAsync()
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _flushes.Enqueue(new Flush(done, _queue.Ring.Claimed));
        _queue.Wake();
        if (HasStarted && !_thread.IsAlive)
        {
            CompleteFlushes();
        }

        return done.Task;
    }

    /// <summary>
    /// Delivers what is waiting, at most for <paramref name="timeout"/>, and ends. What is left is counted as lost.
    /// </summary>
    public void Stop(TimeSpan timeout)
    {
        _long.CloseAll();
        _queue.Close();
        if (HasStarted && !_thread.Join(timeout))
        {
            // The exporter hangs. From here on the counters say what was lost; the thread ends should it ever come
            // back.
            _abandoned = true;
            Drain();
            PutAway();
            _report.Close();
            _givenUp.SetResult();
        }

        CompleteFlushes();
    }

    /// <summary>Has X-Ray told of what is open, before the next flush completes.</summary>
    public void TellOpen() => _long.TellAll();

    /// <summary>Has the exporter put what it holds where a later process finds it.</summary>
    public void PutAway() => Volatile.Read(ref _delivery)?.Exporter.PutAway();

    private void Run()
    {
        using Delivery delivery = _delivery = _prepare();
        while (true)
        {
            int taken = Drain();
            if (_long.IsDue)
            {
                // Parts may be found to have ended.
                TellOfLong();
                taken += Drain();
            }

            Settle();
            CompleteFlushes(_queue.Ring.Taken);
            if (_queue.IsFinished && _queue.Ring.IsEmpty)
            {
                break;
            }

            if (taken > 1)
            {
                _queue.PauseWhile(() => _flushes.IsEmpty && !_long.IsDue && !_queue.IsClosed);
            }
            else
            {
                _queue.WaitWhile(() => _queue.Ring.IsEmpty && !IsFlushDue && !_long.IsDue && !_queue.IsClosed);
            }
        }

        Task.WaitAny(delivery.Exporter.FlushAsync(last: true), _givenUp.Task);
    }

    /// <returns>How many segments there were.</returns>
    private int Drain()
    {
        int taken = 0;
        while (Take() is { } segment)
        {
            taken++;
            if (_abandoned)
            {
                _queue.Discard(segment, DropReason.Shutdown);
            }
            else
            {
                Deliver(segment);
            }
        }

        return taken;
    }

    private Segment? Take()
    {
        // The queue has one consumer: this thread, and at the end whoever stops it.
        lock (_taking)
        {
            return _queue.TryDequeue();
        }
    }

    private void Deliver(Segment segment)
    {
        int records;
        int leftOut;
        try
        {
            SealedSegment finished = SegmentReader.Read(segment);
            Omissions omissions = _delivery.Documents.Prepare(finished, _delivery.Exporter.MaxDocumentBytes);
            _queue.Counters.AddDetailsLeftOut(omissions.Details);
            _queue.Counters.AddFolded(omissions.Spans);
            records = finished.Count;
            leftOut = finished.LeftOut;
        }
        catch (Exception failure)
        {
            // One segment that cannot be written costs that segment.
            _queue.Discard(segment, DropReason.Invalid);
            WarnOfInvalid(failure);
            return;
        }

        if (_report.TryTake(records))
        {
            _queue.Counters.AddProduced(leftOut);
            _queue.Counters.AddNotKept(leftOut);
            _delivery.Documents.Export(_delivery.Exporter, _report);
        }
        else
        {
            _queue.Discard(segment, DropReason.Shutdown);
        }
    }

    /// <summary>Sends copies of segments that have been open for long. They count as no records.</summary>
    private void TellOfLong()
    {
        try
        {
            foreach (SealedSegment open in _long.Take())
            {
                _delivery.Documents.Prepare(open, _delivery.Exporter.MaxDocumentBytes);
                _delivery.Documents.Export(_delivery.Exporter, _report);
            }
        }
        catch (Exception failure)
        {
            WarnOfInvalid(failure);
        }
    }

    private void WarnOfInvalid(Exception failure) =>
        _report.Warn($"A segment could not be written as a document and was dropped, which is a bug: {failure}");

    private void Settle()
    {
        try
        {
            _delivery.Exporter.Settle();
        }
        catch (Exception)
        {
            // An exporter's late trouble is not worth the worker; what it lost, it has counted.
        }
    }

    /// <param name="taken">How many segments were taken and dealt with.</param>
    private void CompleteFlushes(long taken = long.MaxValue)
    {
        Task delivered = _flushes.IsEmpty || _delivery is null
            ? Task.CompletedTask
            : _delivery.Exporter.FlushAsync(last: false);
        while (_flushes.TryPeek(out Flush flush) && flush.Claimed <= taken && _flushes.TryDequeue(out flush))
        {
            TaskCompletionSource done = flush.Done;

            // Where the exporter has delivered already, as most have, at once.
            _ = delivered.ContinueWith(
                _ => done.TrySetResult(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>Done once all segments are dealt with that had a place in the queue when it was asked for.</summary>
    private readonly record struct Flush(TaskCompletionSource Done, long Claimed);
}
