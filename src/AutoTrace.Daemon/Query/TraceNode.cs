using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Query;

/// <summary>An entity at its place in the trace.</summary>
internal sealed class TraceNode(SegmentDocument document, Entity entity)
{
    private static readonly List<TraceNode> s_none = [];
    private List<TraceNode> _children = s_none;
    private List<TraceNode> _callees = s_none;

    /// <summary>The document that the entity stands in.</summary>
    public SegmentDocument Document { get; } = document;

    public Entity Entity { get; } = entity;

    public bool IsSegment => !Document.IsSubsegment && Entity.Enclosing is null;

    /// <summary>The id of what encloses a subsegment or calls a segment; none for a root.</summary>
    public SegmentId ParentId => Entity.Enclosing is { } enclosing ? enclosing.Id : Document.ParentId;

    /// <summary>The entity with that id, if it has arrived.</summary>
    public TraceNode? Parent { get; private set; }

    /// <summary>
    /// The segment that this belongs to; an orphan, for what hangs below a subsegment whose parent is missing.
    /// </summary>
    public TraceNode Top { get; set; } = null!;

    /// <summary>The subsegments, by start.</summary>
    public IReadOnlyList<TraceNode> Children => _children;

    /// <summary>Other services' segments that this call led to.</summary>
    public IReadOnlyList<TraceNode> Callees => _callees;

    /// <summary>The latest end in this node's own subsegments and itself.</summary>
    public double LatestEnd { get; set; }

    /// <summary>Whether the document's own text already says all there is below this node.</summary>
    public bool IsAsReceived { get; set; }

    /// <summary>The service that a segment belongs to.</summary>
    public ServiceKey Service => new(Entity.Name, Entity.Origin);

    public void AttachTo(TraceNode parent)
    {
        Parent = parent;
        ref List<TraceNode> list = ref IsSegment ? ref parent._callees : ref parent._children;
        if (ReferenceEquals(list, s_none))
        {
            list = [];
        }

        list.Add(this);
    }

    public void DetachChildren()
    {
        foreach (TraceNode child in _children)
        {
            child.Parent = null;
        }

        _children = s_none;
    }

    public void Sort()
    {
        _children.Sort(ByStart);
        _callees.Sort(ByStart);
    }

    public static int ByStart(TraceNode x, TraceNode y)
    {
        int byTime = x.Entity.StartTime.CompareTo(y.Entity.StartTime);
        return byTime != 0 ? byTime : x.Entity.Id.CompareTo(y.Entity.Id);
    }
}
