using System.Collections.Concurrent;

namespace AutoTrace.Faults;

/// <summary>How long requests took, in milliseconds, in pairs. Any thread.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentQueue<(double Without, double With)> _pairs = new();

    public void Add(double without, double with) => _pairs.Enqueue((without, with));

    public double Without(int percent) => Percentile(_pairs.Select(pair => pair.Without), percent);

    public double With(int percent) => Percentile(_pairs.Select(pair => pair.With), percent);

    private static double Percentile(IEnumerable<double> values, int percent)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(sorted.Length - 1) * percent / 100];
    }
}
