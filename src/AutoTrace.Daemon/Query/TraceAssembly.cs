using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Store;

namespace AutoTrace.Daemon.Query;

/// <summary>
/// Puts a trace's documents together: independent subsegments under their parents, segments under the calls that led to
/// them, whatever the order in which they came. Nothing recurses, so depth costs no stack.
/// </summary>
internal static class TraceAssembly
{
    public static Trace Assemble(TraceDocuments documents)
    {
        Dictionary<SegmentId, TraceNode> nodes = Collect(documents.Documents);
        List<TraceNode> tops = Link(nodes);
        List<TraceNode> outsideIn = Traverse(nodes, tops);
        Summarize(outsideIn);
        return new Trace(documents.Id, documents.Revision, tops, outsideIn);
    }

    /// <summary>One node per id: an embedded subsegment may also have come alone, complete or not.</summary>
    private static Dictionary<SegmentId, TraceNode> Collect(IReadOnlyCollection<SegmentDocument> documents)
    {
        Dictionary<SegmentId, TraceNode> nodes = [];
        Stack<Entity> pending = new();
        foreach (SegmentDocument document in documents)
        {
            pending.Push(document.Root);
            while (pending.TryPop(out Entity? entity))
            {
                TraceNode node = new(document, entity);
                if (!nodes.TryGetValue(entity.Id, out TraceNode? held) || Replaces(node, held))
                {
                    nodes[entity.Id] = node;
                }

                foreach (Entity subsegment in entity.Subsegments)
                {
                    pending.Push(subsegment);
                }
            }
        }

        return nodes;
    }

    private static bool Replaces(TraceNode candidate, TraceNode held)
    {
        int order = Precedence.Compare(candidate.Document, candidate.Entity, held.Document, held.Entity);
        return (order != 0 ? order : candidate.ParentId.CompareTo(held.ParentId)) > 0;
    }

    /// <summary>Returns the segments, and the subsegments whose parent has not come (yet).</summary>
    private static List<TraceNode> Link(Dictionary<SegmentId, TraceNode> nodes)
    {
        List<TraceNode> tops = [];
        foreach (TraceNode node in nodes.Values)
        {
            if (!node.ParentId.IsNone && nodes.TryGetValue(node.ParentId, out TraceNode? parent))
            {
                node.AttachTo(parent);
            }

            if (node.IsSegment || node.Parent is null)
            {
                tops.Add(node);
            }
        }

        return tops;
    }

    /// <summary>Every node after the one that encloses it.</summary>
    private static List<TraceNode> Traverse(Dictionary<SegmentId, TraceNode> nodes, List<TraceNode> tops)
    {
        List<TraceNode> outsideIn = new(nodes.Count);
        tops.Sort(TraceNode.ByStart);
        foreach (TraceNode top in tops)
        {
            AddTree(top, outsideIn);
        }

        if (outsideIn.Count < nodes.Count)
        {
            // Subsegments that enclose one another in a circle: senders' nonsense, shown flat.
            List<TraceNode> lost = [.. nodes.Values.Where(n => n.Top is null)];
            lost.ForEach(n => n.DetachChildren());
            lost.Sort(TraceNode.ByStart);
            lost.ForEach(n => AddTree(n, outsideIn));
            tops.AddRange(lost);
            tops.Sort(TraceNode.ByStart);
        }

        return outsideIn;
    }

    private static void AddTree(TraceNode top, List<TraceNode> outsideIn)
    {
        int next = outsideIn.Count;
        top.Top = top;
        outsideIn.Add(top);
        while (next < outsideIn.Count)
        {
            TraceNode node = outsideIn[next++];
            node.Sort();
            foreach (TraceNode child in node.Children)
            {
                child.Top = top;
                outsideIn.Add(child);
            }
        }
    }

    private static void Summarize(List<TraceNode> outsideIn)
    {
        for (int i = outsideIn.Count - 1; i >= 0; i--)
        {
            TraceNode node = outsideIn[i];
            Entity entity = node.Entity;
            node.LatestEnd = Math.Max(entity.StartTime, entity.EndTime ?? entity.StartTime);
            node.IsAsReceived = node.Children.Count == entity.Subsegments.Count;
            foreach (TraceNode child in node.Children)
            {
                node.LatestEnd = Math.Max(node.LatestEnd, child.LatestEnd);
                node.IsAsReceived &= child.IsAsReceived && ReferenceEquals(child.Entity.Enclosing, entity);
            }
        }
    }
}
