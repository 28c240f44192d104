namespace AutoTrace.Model;

/// <summary>At most so many a second, by the seconds of the monotonic clock. Any thread; exact under races.</summary>
internal sealed class RatePerSecond(int limit, TimeProvider clock)
{
    // The second in the upper half, the number taken in the lower: one word, so that both change together.
    private long _taken;

    public bool TryTake()
    {
        long second = clock.GetTimestamp() / clock.TimestampFrequency;
        while (true)
        {
            long seen = Volatile.Read(ref _taken);
            long count = seen >> 32 == (uint)second ? (uint)seen : 0;
            if (count >= limit)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _taken, ((long)(uint)second << 32) | (uint)(count + 1), seen) == seen)
            {
                return true;
            }
        }
    }
}
