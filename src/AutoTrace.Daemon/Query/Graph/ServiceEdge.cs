namespace AutoTrace.Daemon.Query.Graph;

/// <summary>The calls from one service to another.</summary>
internal sealed class ServiceEdge
{
    public Lifetime Time { get; } = new();

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
