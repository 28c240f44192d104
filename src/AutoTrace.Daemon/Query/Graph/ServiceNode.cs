namespace AutoTrace.Daemon.Query.Graph;

/// <summary>A node of the service map with its outgoing edges.</summary>
internal sealed class ServiceNode(ServiceKey key)
{
    public ServiceKey Key { get; } = key;

    public bool IsRoot { get; private set; }

    /// <summary>Whether it sent segments itself.</summary>
    public bool IsTraced { get; private set; }

    public Lifetime Time { get; } = new();

    /// <summary>Null for a client: nobody measures there.</summary>
    public Statistics? Statistics { get; private set; }

    /// <summary>As <see cref="Statistics.ResponseTimes"/>, work after the response included.</summary>
    public Histogram Durations { get; } = new();

    public SortedDictionary<ServiceKey, ServiceEdge> Edges { get; } = [];

    public void Add(ServiceVisit visit)
    {
        IsRoot |= visit.IsRoot;
        IsTraced |= visit.Role == ServiceRole.Traced;
        Time.Include(visit.Source);
        if (visit.Role == ServiceRole.Client)
        {
            return;
        }

        Statistics ??= new Statistics();
        if (!visit.Source.InProgress)
        {
            Statistics.Add(visit.Source);
            Durations.Add(visit.Microseconds);
        }
    }
}
