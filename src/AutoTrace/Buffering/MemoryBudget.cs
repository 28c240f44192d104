namespace AutoTrace.Buffering;

/// <summary>What segments of a runtime take, in bytes, against a limit. Any thread.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long _taken;

    public long Taken => Interlocked.Read(ref _taken);

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
