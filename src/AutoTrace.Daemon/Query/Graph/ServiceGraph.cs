namespace AutoTrace.Daemon.Query.Graph;

/// <summary>The service map of some traces. The same traces give the same map in whatever order they come.</summary>
internal sealed class ServiceGraph
{
    private readonly SortedDictionary<ServiceKey, ServiceNode> _nodes = [];

    private ServiceGraph()
    {
    }

    /// <summary>By name, then type; every edge leads to one of them.</summary>
    public IReadOnlyCollection<ServiceNode> Nodes => _nodes.Values;

    public static ServiceGraph Of(IEnumerable<Trace> traces)
    {
        ServiceGraph graph = new();
        foreach (Trace trace in traces)
        {
            foreach (ServiceVisit visit in trace.Traffic.Visits)
            {
                graph.Node(visit.Service).Add(visit);
            }

            foreach (ServiceCall call in trace.Traffic.Calls)
            {
                SortedDictionary<ServiceKey, ServiceEdge> edges = graph.Node(call.From).Edges;
                if (!edges.TryGetValue(call.To, out ServiceEdge? edge))
                {
                    edges.Add(call.To, edge = new ServiceEdge());
                }

                edge.Add(call);
            }
        }

        return graph;
    }

    private ServiceNode Node(ServiceKey key)
    {
        if (!_nodes.TryGetValue(key, out ServiceNode? node))
        {
            _nodes.Add(key, node = new ServiceNode(key));
        }

        return node;
    }
}
