using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query.Graph;

/// <summary>From the earliest start to the latest end, in epoch seconds.</summary>
internal sealed class Lifetime
{
    public double Start { get; private set; } = double.MaxValue;

    public double End { get; private set; }

    public void Include(Entity entity)
    {
        Start = Math.Min(Start, entity.StartTime);
        End = Math.Max(End, entity.EndTime ?? entity.StartTime);
    }
}
