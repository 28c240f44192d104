namespace AutoTrace.Buffering;

/// <summary>
/// The memory of one open segment that sampling left out: its spans are held until its end tells whether it is worth
/// keeping. Past a budget it gives way: what it has is not kept, and nothing more is recorded.
/// </summary>
/// <remarks>Any thread may take; the segment's closer releases.</remarks>
internal sealed class SegmentHold
{
    // Taken from the runtime's memory in steps, so that flows seldom meet there.
    private const int Step = 4096;

    private readonly MemoryBudget _memory;
    private readonly long _limit;
    private long _used;
    private long _granted;
    private int _gaveWay;

    private SegmentHold(MemoryBudget memory, long limit)
    {
        _memory = memory;
        _limit = limit;
        _granted = Step;
    }

    /// <summary>True once there was no room for something.</summary>
    public bool GaveWay => Volatile.Read(ref _gaveWay) != 0;

    /// <summary>Null when the runtime's memory is used up.</summary>
    public static SegmentHold? TryBegin(MemoryBudget memory, long limit) =>
        memory.TryTake(Step) ? new SegmentHold(memory, limit) : null;

    /// <summary>Room for so many bytes. Once there was none, there is never again.</summary>
    public bool TryTake(int bytes)
    {
        long used = Interlocked.Add(ref _used, bytes);
        return !GaveWay && ((used <= _limit && TryGrow(used)) || GiveWay());
    }

    /// <summary>Gives everything back. Called once.</summary>
    public void Release() => _memory.Release(Interlocked.Exchange(ref _granted, 0));

    private bool TryGrow(long used)
    {
        while (true)
        {
            long granted = Volatile.Read(ref _granted);
            if (used <= granted || granted == 0)
            {
                return true;
            }

            long more = (used - granted + Step - 1) / Step * Step;
            if (!_memory.TryTake(more))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _granted, granted + more, granted) == granted)
            {
                return true;
            }

            _memory.Release(more);
        }
    }

    // Always false, for the caller to answer.
    private bool GiveWay()
    {
        Volatile.Write(ref _gaveWay, 1);
        return false;
    }
}
