using System.Diagnostics.CodeAnalysis;
using AutoTrace.Diagnostics;
using AutoTrace.Model;
using AutoTrace.Sampling;

namespace AutoTrace.Buffering;

/// <summary>
/// The writing side of one runtime: its clock, its counters and the way of closed segments to its worker. A segment
/// holds the queue of the runtime that opened it, so runtimes in one process never mix.
/// </summary>
/// <remarks>Any thread may call <see cref="Enqueue"/>; it never waits.</remarks>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The event has nothing to release unless its WaitHandle is asked for, and late producers may still set it.")]
internal sealed class SegmentQueue(AutoTraceOptions options, Counters counters)
{
    // What the worker is doing. To wake it costs a producer some microseconds, more than all of a small segment.
    private const int Awake = 0;
    private const int Asleep = 1;
    private const int Pausing = 2;

    // Long enough for several segments of a busy service, short enough for the daemon's receive buffer.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    private readonly MemoryBudget _waiting = new(options.QueueBytes);
    private readonly ManualResetEventSlim _wake = new(initialState: false, spinCount: 0);
    private int _worker;
    private int _entering;
    private int _closed;

    public TimeProvider Clock { get; } = options.TimeProvider;

    public Counters Counters { get; } = counters;

    /// <summary>
    /// What the runtime was started with: instrumentations ask the segment that they find themselves in.
    /// </summary>
    public AutoTraceOptions Options { get; } = options;

    /// <summary>Decides which of its segments are recorded.</summary>
    public Sampler Sampler { get; } = new(options);

    /// <summary>Whether segments that sampling left out are held until their end.</summary>
    public bool HoldsUnsampled { get; init; }

    /// <summary>What they take while they are open.</summary>
    public MemoryBudget Held { get; } = new(options.TailKeepBytes);

    /// <summary>How many of them are kept.</summary>
    public RatePerSecond TailKept { get; } = new(options.TimeProvider);

    /// <summary>Where its segments have their records from.</summary>
    public ChunkPool Chunks { get; } = new();

    /// <summary>Traced methods below it are not recorded.</summary>
    public TracedLevel MinimumLevel { get; init; }

    /// <summary>True once the runtime stops.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>True once the runtime stops and nothing is on its way in.</summary>
    public bool IsFinished => IsClosed && Volatile.Read(ref _entering) == 0;

    /// <summary>Where closed segments wait.</summary>
    public SegmentRing Ring { get; } = new(options.QueueCapacity);

    /// <summary>
    /// Makes room for a segment that sampling left out. Null where such are not held, or there is no more room.
    /// </summary>
    public SegmentHold? TryHold()
    {
        if (!HoldsUnsampled)
        {
            return null;
        }

        SegmentHold? hold = SegmentHold.TryBegin(Held, Options.TailKeepBytesPerSegment);
        if (hold is null)
        {
            Counters.AddGaveWay();
        }

        return hold;
    }

    /// <summary>Hands over a closed segment; drops it whole, and counted, when the worker is behind or gone.</summary>
    public void Enqueue(Segment segment)
    {
        // Counted in and out so that the worker, when it stops, knows that nobody is between the check and the ring.
        Interlocked.Increment(ref _entering);
        bool closed = IsClosed;
        bool accepted = !closed && TryEnqueue(segment);
        Interlocked.Decrement(ref _entering);

        if (!accepted)
        {
            Discard(segment, closed ? DropReason.Shutdown : DropReason.QueueFull);
        }
        else if (Volatile.Read(ref _worker) is var worker && (worker == Asleep || (worker == Pausing && IsFillingUp)))
        {
            Wake();
        }
    }

    /// <summary>The oldest closed segment; null when there is none. For the worker only.</summary>
    public Segment? TryDequeue()
    {
        Segment? segment = Ring.TryDequeue();
        if (segment is not null)
        {
            _waiting.Release(segment.WaitingBytes);
        }

        return segment;
    }

    /// <summary>Counts a segment that is not going to be written.</summary>
    public void Discard(Segment segment, DropReason reason)
    {
        int records = segment.Seal(out SpanDetail? _);
        Counters.AddProduced(records);
        Counters.AddDropped(reason, records);
        segment.Release();
    }

    /// <summary>
    /// Counts a segment that sampling left out and that is not worth keeping. The worker never hears of it.
    /// </summary>
    public void Abandon(Segment segment)
    {
        int records = segment.Abandon();
        Counters.AddProduced(records);
        Counters.AddNotKept(records);
    }

    /// <summary>Refuses further segments.</summary>
    public void Close()
    {
        Interlocked.Exchange(ref _closed, 1);
        Wake();
    }

    /// <summary>Lets the worker look again.</summary>
    public void Wake()
    {
        Volatile.Write(ref _worker, Awake);
        _wake.Set();
    }

    /// <summary>Waits until there may be something to do. For the worker only.</summary>
    /// <param name="isIdle">Asked again after the intent to sleep is visible, so that no wake-up is missed.</param>
    public void WaitWhile(Func<bool> isIdle) => Wait(Asleep, isIdle, Timeout.InfiniteTimeSpan);

    /// <summary>
    /// Waits a moment in which producers do not wake the worker: where segments come one after the other, it takes several
    /// at a time. For the worker only.
    /// </summary>
    /// <param name="isIdle">As for <see cref="WaitWhile"/>.</param>
    public void PauseWhile(Func<bool> isIdle) => Wait(Pausing, isIdle, s_pause);

    private bool IsFillingUp =>
        _waiting.Taken > Options.QueueBytes / 4 || Ring.Claimed - Ring.Taken > Options.QueueCapacity / 4;

    private void Wait(int how, Func<bool> isIdle, TimeSpan timeout)
    {
        _wake.Reset();
        Interlocked.Exchange(ref _worker, how);
        if (isIdle())
        {
            _wake.Wait(timeout);
        }

        Volatile.Write(ref _worker, Awake);
    }

    private bool TryEnqueue(Segment segment)
    {
        segment.WaitingBytes = segment.EstimateBytes();
        if (!_waiting.TryTake(segment.WaitingBytes))
        {
            return false;
        }

        if (Ring.TryClaim(out long place))
        {
            Ring.Put(place, segment);
            return true;
        }

        _waiting.Release(segment.WaitingBytes);
        return false;
    }
}
