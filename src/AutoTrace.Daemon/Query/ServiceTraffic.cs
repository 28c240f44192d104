using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query;

/// <summary>How a service comes by its place on the map.</summary>
internal enum ServiceRole
{
    /// <summary>It sent a segment.</summary>
    Traced,

    /// <summary>Somebody called it and no segment came back.</summary>
    Inferred,

    /// <summary>It stands for whoever called the first service.</summary>
    Client,
}

/// <summary>A service handled one request.</summary>
/// <param name="Service">The node.</param>
/// <param name="Role">How it is known.</param>
/// <param name="IsRoot">Whether nobody in the trace called it.</param>
/// <param name="Source">The service's segment; of an inferred one the call, of a client the segment it called.</param>
/// <param name="Microseconds">The duration, work after the response included.</param>
internal sealed record ServiceVisit(ServiceKey Service, ServiceRole Role, bool IsRoot, Entity Source, long Microseconds);

/// <summary>A service called another once.</summary>
/// <param name="From">The calling node.</param>
/// <param name="To">The called node.</param>
/// <param name="Source">The caller's subsegment: its times include the network. The callee's segment if there is none.</param>
internal sealed record ServiceCall(ServiceKey From, ServiceKey To, Entity Source);

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
