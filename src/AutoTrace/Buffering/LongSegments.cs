using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>
/// Looks from time to time at the segments that are open. X-Ray is told of each that is for long, once, that it is in
/// progress; from then on it streams what begins in it. Parts go whose last span has ended after their own.
/// </summary>
internal sealed class LongSegments(SegmentQueue queue)
{
    // How often one looks while a segment becomes a long one.
    private const int Looks = 4;

    // As often where none becomes one.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly SegmentQueue _queue = queue;
    private readonly TimeSpan _limit = queue.Options.InProgressAfter;
    private int _isDue;
    private bool _tellsAll;

    /// <summary>Whether it is time to look.</summary>
    public bool IsDue => Volatile.Read(ref _isDue) != 0;

    /// <summary>Looks from now on, until the answer is disposed of.</summary>
    public ITimer Start()
    {
        TimeSpan period = (_limit > TimeSpan.Zero ? _limit : s_limit) / Looks;
        return _queue.Clock.CreateTimer(_ => Remind(), state: null, period, period);
    }

    /// <summary>
    /// Has X-Ray told of all that is open, long or not: the process may end. What sampling left out is never told of.
    /// </summary>
    public void TellAll()
    {
        Volatile.Write(ref _tellsAll, true);
        Remind();
    }

    /// <summary>
    /// Tracing ends, and with it all that is open: it is sent with what it holds, as in progress. What sampling left out
    /// is left to those who end it.
    /// </summary>
    public void CloseAll()
    {
        long now = _queue.Clock.GetTimestamp();
        foreach (Segment segment in _queue.Chunks.Open.Find())
        {
            if (segment.Hold is null)
            {
                segment.Close(now);
            }
        }
    }

    /// <summary>What to tell of those that were not long the last time; nothing unless it is time. For the worker.</summary>
    public IEnumerable<SealedSegment> Take()
    {
        if (Interlocked.Exchange(ref _isDue, 0) == 0)
        {
            yield break;
        }

        bool tellsAll = Volatile.Read(ref _tellsAll);
        Volatile.Write(ref _tellsAll, false);
        foreach (Segment segment in _queue.Chunks.Open.Find())
        {
            // What sampling left out says nothing before its end.
            if (segment is { Whole: not null, HasOpenSpans: false })
            {
                segment.Close(_queue.Clock.GetTimestamp());
            }
            else if (segment is { Hold: null, IsLong: false } && IsLong(segment, tellsAll))
            {
                segment.IsLong = true;
                segment.StreamFrom(_queue.Options.StreamingThreshold);
                if (OpenSegmentReader.Read(segment) is { } open)
                {
                    yield return open;
                }
            }
        }
    }

    private bool IsLong(Segment segment, bool tellsAll) =>
        _limit > TimeSpan.Zero &&
        (tellsAll || segment.IsStreaming || _queue.Clock.GetElapsedTime(segment.StartTimestamp) >= _limit);

    private void Remind()
    {
        Volatile.Write(ref _isDue, 1);
        _queue.Wake();
    }
}
