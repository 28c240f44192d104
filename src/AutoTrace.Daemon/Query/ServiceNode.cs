using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query;

/// <summary>A node of the service map with its outgoing edges.</summary>
internal sealed class ServiceNode(ServiceKey key)
{
    public ServiceKey Key { get; } = key;

    public bool IsRoot { get; private set; }

    /// <summary>Whether it sent segments itself.</summary>
    public bool IsTraced { get; private set; }

    public TimeSpanSeconds Time { get; } = new();

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

/// <summary>The calls from one service to another.</summary>
internal sealed class ServiceEdge
{
    public TimeSpanSeconds Time { get; } = new();

    public Statistics Statistics { get; } = new();

    public void Add(ServiceCall call)
    {
        Time.Include(call.Source);
        if (!call.Source.InProgress)
        {
            Statistics.Add(call.Source);
        }
    }
}

/// <summary>From the earliest start to the latest end, in epoch seconds.</summary>
internal sealed class TimeSpanSeconds
{
    public double Start { get; private set; } = double.MaxValue;

    public double End { get; private set; }

    public void Include(Entity entity)
    {
        Start = Math.Min(Start, entity.StartTime);
        End = Math.Max(End, entity.EndTime ?? entity.StartTime);
    }
}
