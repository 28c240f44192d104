using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Query;

/// <summary>An assembled trace. Immutable; what is asked for often is derived once.</summary>
internal sealed class Trace
{
    private readonly Lazy<ServiceTraffic> _traffic;

    public Trace(TraceId id, int revision, IReadOnlyList<TraceNode> tops, IReadOnlyList<TraceNode> nodes)
    {
        Id = id;
        Revision = revision;
        Tops = tops;
        Nodes = nodes;
        Entry = tops.FirstOrDefault(t => t.IsSegment && t.ParentId.IsNone)
            ?? tops.FirstOrDefault(t => t.IsSegment && t.Parent is null);
        StartTime = nodes.Min(n => n.Entity.StartTime);
        EndTime = tops.Max(t => t.LatestEnd);
        IsPartial = nodes.Any(n => n.Entity.InProgress || (!n.IsSegment && n.Parent is null));
        HasThrottle = nodes.Any(n => n.Entity.Throttle);
        _traffic = new Lazy<ServiceTraffic>(() => ServiceTraffic.Of(this));
    }

    public TraceId Id { get; }

    public int Revision { get; }

    /// <summary>The segments, and the subsegments whose parent is missing; by start.</summary>
    public IReadOnlyList<TraceNode> Tops { get; }

    /// <summary>Every segment and subsegment.</summary>
    public IReadOnlyList<TraceNode> Nodes { get; }

    /// <summary>
    /// The first segment that nobody called; without one, the first whose caller is not in the trace (a browser that
    /// sends a trace header); null while there are only subsegments.
    /// </summary>
    public TraceNode? Entry { get; }

    /// <summary>The earliest start. Real time, whatever the id says: the eight digits of a W3C id are random.</summary>
    public double StartTime { get; }

    /// <summary>The latest end of anything that has ended.</summary>
    public double EndTime { get; }

    public long Microseconds => Microsecond.Between(StartTime, EndTime);

    /// <summary>Whether something is still running, or the segment of some subsegment has not come.</summary>
    public bool IsPartial { get; }

    public bool HasFault => Entry?.Entity.Fault ?? false;

    public bool HasError => Entry?.Entity.Error ?? false;

    public bool HasThrottle { get; }

    /// <summary>What the trace adds to the service map.</summary>
    public ServiceTraffic Traffic => _traffic.Value;

    /// <summary>How the request ended at its entry; a throttle anywhere shows.</summary>
    public Outcome Outcome
    {
        get
        {
            Outcome entry = Entry is null ? Outcome.None : OutcomeOf.Entity(Entry.Entity);
            return HasThrottle ? (entry & ~Outcome.Ok) | Outcome.Throttle : entry;
        }
    }
}
