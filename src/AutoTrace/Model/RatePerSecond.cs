namespace AutoTrace.Model;

/// <summary>
/// At most so many a second, by the seconds of the monotonic clock since it was made. Any thread; exact under races.
/// </summary>
internal sealed class RatePerSecond(TimeProvider clock)
{
    private readonly long _origin = clock.GetTimestamp();

    // The second in the upper half, the number taken in the lower: one word, so that both change together.
    private long _taken;

    /// <inheritdoc cref="TryTake(int, long)"/>
    public bool TryTake(int limit) => TryTake(limit, clock.GetTimestamp());

    /// <summary>True for the first <paramref name="limit"/> in the second that the timestamp lies in.</summary>
    public bool TryTake(int limit, long timestamp)
    {
        uint own = (uint)((timestamp - _origin) / clock.TimestampFrequency);
        while (true)
        {
            long seen = Volatile.Read(ref _taken);
            uint second = (uint)(seen >> 32);
            uint count = (uint)seen;

            // Who read the clock and then was kept waiting takes from the second that it has become: a second that were
            // begun anew would give its share twice.
            if ((int)(own - second) > 0)
            {
                (second, count) = (own, 0);
            }

            if (count >= limit)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _taken, ((long)second << 32) | (count + 1), seen) == seen)
            {
                return true;
            }
        }
    }
}
