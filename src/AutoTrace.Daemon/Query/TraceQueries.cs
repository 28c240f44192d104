using System.Runtime.CompilerServices;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Store;

namespace AutoTrace.Daemon.Query;

/// <summary>
/// Looks traces up. A trace is assembled when it is first asked for and again after it has changed, never while the
/// store's lock is held.
/// </summary>
internal sealed class TraceQueries(TraceStore store)
{
    // Keyed by the store's immutable snapshot: an entry dies with the snapshot that the store has replaced or evicted.
    private readonly ConditionalWeakTable<TraceDocuments, Trace> _assembled = [];

    public Trace? Find(TraceId id) => store.Find(id) is { } documents ? Assembled(documents) : null;

    /// <summary>The traces that fall into a range, newest first.</summary>
    public List<Trace> InRange(TimeRange range)
    {
        List<Trace> found = [];
        foreach (TraceDocuments documents in store.Snapshot())
        {
            Trace trace = Assembled(documents);
            if (range.Includes(trace))
            {
                found.Add(trace);
            }
        }

        found.Sort(NewestFirst);
        return found;
    }

    private Trace Assembled(TraceDocuments documents) => _assembled.GetValue(documents, TraceAssembly.Assemble);

    private static int NewestFirst(Trace x, Trace y)
    {
        int byTime = y.StartTime.CompareTo(x.StartTime);
        return byTime != 0 ? byTime : y.Id.CompareTo(x.Id);
    }
}
