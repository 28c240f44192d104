namespace AutoTrace.Diagnostics;

/// <summary>
/// A count to which any number of threads add all the time: each has a number of its own, so that none waits for a
/// cache line that others write to. Exact.
/// </summary>
/// <remarks>
/// Adding allocates the first time that a thread does so. A thread counts for one tally at a time without a lock, which
/// is that of the default runtime.
/// </remarks>
internal sealed class TallyByThread
{
    [ThreadStatic]
    private static Share? t_share;

    private readonly List<Share> _shares = [];
    private long _ofEndedThreads;

    public long Total
    {
        get
        {
            lock (_shares)
            {
                long total = _ofEndedThreads;
                foreach (Share share in _shares)
                {
                    total += Volatile.Read(ref share.Count);
                }

                return total;
            }
        }
    }

    public void Increment()
    {
        Share share = t_share is { } own && own.Tally == this ? own : Join();
        Volatile.Write(ref share.Count, share.Count + 1);
    }

    private Share Join()
    {
        lock (_shares)
        {
            Share? share = _shares.Find(each => each.Thread == Thread.CurrentThread);
            if (share is null)
            {
                ForgetEndedThreads();
                share = new Share(this);
                _shares.Add(share);
            }

            return t_share = share;
        }
    }

    private void ForgetEndedThreads()
    {
        foreach (Share ended in _shares.FindAll(share => !share.Thread.IsAlive))
        {
            _ofEndedThreads += ended.Count;
            _shares.Remove(ended);
        }
    }

    private sealed class Share(TallyByThread tally)
    {
        public long Count;

        public TallyByThread Tally { get; } = tally;

        public Thread Thread { get; } = Thread.CurrentThread;
    }
}
