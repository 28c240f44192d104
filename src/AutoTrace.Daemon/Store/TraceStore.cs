using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Store;

/// <summary>
/// All documents in memory, by trace and id. Bounded by bytes: when they exceed the limit, the traces whose first
/// document came longest ago go, whole. Safe from any thread; readers hold the lock only while they copy references.
/// </summary>
internal sealed class TraceStore(long limitBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TraceId, StoredTrace> _traces = [];
    private readonly Queue<StoredTrace> _oldestFirst = new();
    private long _revision;
    private long _bytes;
    private int _documents;
    private long _evicted;

    public StoreStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new StoreStatistics(_revision, _traces.Count, _documents, _bytes, limitBytes, _evicted);
            }
        }
    }

    public void Add(SegmentDocument document)
    {
        lock (_gate)
        {
            if (!_traces.TryGetValue(document.TraceId, out StoredTrace? trace))
            {
                trace = new StoredTrace(document.TraceId);
                _traces.Add(document.TraceId, trace);
                _oldestFirst.Enqueue(trace);
                _bytes += trace.Footprint;
            }

            long bytesBefore = trace.Footprint;
            int documentsBefore = trace.Count;
            if (trace.Add(document))
            {
                _bytes += trace.Footprint - bytesBefore;
                _documents += trace.Count - documentsBefore;
                _revision++;
                EvictOldest();
            }
        }
    }

    /// <summary>Every trace as it is now, oldest arrival first.</summary>
    public TraceDocuments[] Snapshot()
    {
        lock (_gate)
        {
            TraceDocuments[] traces = new TraceDocuments[_oldestFirst.Count];
            int i = 0;
            foreach (StoredTrace trace in _oldestFirst)
            {
                traces[i++] = trace.Current();
            }

            return traces;
        }
    }

    public TraceDocuments? Find(TraceId id)
    {
        lock (_gate)
        {
            return _traces.TryGetValue(id, out StoredTrace? trace) ? trace.Current() : null;
        }
    }

    private void EvictOldest()
    {
        while (_bytes > limitBytes && _oldestFirst.TryDequeue(out StoredTrace? oldest))
        {
            _traces.Remove(oldest.Id);
            _bytes -= oldest.Footprint;
            _documents -= oldest.Count;
            _evicted++;
        }
    }
}
