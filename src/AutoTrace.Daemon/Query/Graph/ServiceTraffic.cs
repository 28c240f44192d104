using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query.Graph;

/// <summary>
/// What one trace adds to the service map. A node's figures come from the service's own segments, an edge's from the
/// caller's subsegments. Sources: AWS X-Ray developer guide, "Concepts" (service graph) and "Getting data".
/// </summary>
internal sealed class ServiceTraffic
{
    private ServiceTraffic(List<ServiceVisit> visits, List<ServiceCall> calls)
    {
        Visits = visits;
        Calls = calls;
    }

    public IReadOnlyList<ServiceVisit> Visits { get; }

    public IReadOnlyList<ServiceCall> Calls { get; }

    public static ServiceTraffic Of(Trace trace)
    {
        List<ServiceVisit> visits = [];
        List<ServiceCall> calls = [];
        foreach (TraceNode node in trace.Nodes)
        {
            if (node.IsSegment)
            {
                AddSegment(node, visits, calls);
            }
            else if (node.Top.IsSegment && node.Entity.IsDownstreamCall)
            {
                AddCall(node, visits, calls);
            }
        }

        return new ServiceTraffic(visits, calls);
    }

    private static void AddSegment(TraceNode segment, List<ServiceVisit> visits, List<ServiceCall> calls)
    {
        Entity entity = segment.Entity;
        long duration = Microsecond.Between(entity.StartTime, segment.LatestEnd);
        bool isRoot = segment.ParentId.IsNone;
        visits.Add(new ServiceVisit(segment.Service, ServiceRole.Traced, isRoot, entity, duration));
        if (isRoot)
        {
            ServiceKey client = new(entity.Name, ServiceKey.ClientType);
            visits.Add(new ServiceVisit(client, ServiceRole.Client, false, entity, duration));
            calls.Add(new ServiceCall(client, segment.Service, entity));
        }
        else if (segment.Parent is { Top.IsSegment: true } caller && !IsCall(caller))
        {
            // Called from a segment itself or from a local subsegment, which tells nothing about the call.
            calls.Add(new ServiceCall(caller.Top.Service, segment.Service, entity));
        }
    }

    private static void AddCall(TraceNode call, List<ServiceVisit> visits, List<ServiceCall> calls)
    {
        ServiceKey from = call.Top.Service;
        foreach (ServiceKey to in call.Callees.Select(c => c.Service).Distinct())
        {
            calls.Add(new ServiceCall(from, to, call.Entity));
        }

        if (Inference.Applies(call))
        {
            ServiceKey to = Inference.Service(call.Entity);
            visits.Add(new ServiceVisit(to, ServiceRole.Inferred, false, call.Entity, call.Entity.Microseconds));
            calls.Add(new ServiceCall(from, to, call.Entity));
        }
    }

    private static bool IsCall(TraceNode node) => !node.IsSegment && node.Entity.IsDownstreamCall;
}
