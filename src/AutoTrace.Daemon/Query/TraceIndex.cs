using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Query;

/// <summary>
/// What a summary gathers from all over a trace: annotations, users and services, each with where it was seen.
/// </summary>
internal static class TraceIndex
{
    /// <summary>Each key's distinct values and the services that set them.</summary>
    public static SortedDictionary<string, SortedDictionary<Annotation, SortedSet<ServiceKey>>> Annotations(Trace trace)
    {
        SortedDictionary<string, SortedDictionary<Annotation, SortedSet<ServiceKey>>> byKey =
            new(StringComparer.Ordinal);
        foreach (TraceNode node in trace.Nodes)
        {
            foreach (Annotation annotation in node.Entity.Annotations ?? [])
            {
                if (!byKey.TryGetValue(annotation.Key, out SortedDictionary<Annotation, SortedSet<ServiceKey>>? values))
                {
                    byKey.Add(annotation.Key, values = []);
                }

                AddService(values, annotation, node);
            }
        }

        return byKey;
    }

    /// <summary>The users and the services that named them.</summary>
    public static SortedDictionary<string, SortedSet<ServiceKey>> Users(Trace trace)
    {
        SortedDictionary<string, SortedSet<ServiceKey>> users = new(StringComparer.Ordinal);
        foreach (TraceNode node in trace.Nodes)
        {
            if (node.Entity.User is { } user)
            {
                AddService(users, user, node);
            }
        }

        return users;
    }

    /// <summary>The services that took part, inferred ones included, clients not.</summary>
    public static SortedSet<ServiceKey> Services(Trace trace) =>
        [.. trace.Traffic.Visits.Where(v => v.Role != ServiceRole.Client).Select(v => v.Service)];

    private static void AddService<TKey>(SortedDictionary<TKey, SortedSet<ServiceKey>> seen, TKey key, TraceNode node)
        where TKey : notnull
    {
        if (!seen.TryGetValue(key, out SortedSet<ServiceKey>? services))
        {
            seen.Add(key, services = []);
        }

        if (node.Top.IsSegment)
        {
            services.Add(node.Top.Service);
        }
    }
}
