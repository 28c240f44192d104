using System.Diagnostics;
using System.Globalization;

namespace AutoTrace.Generators.Benchmarks;

/// <summary>Named samples, of which the medians are printed.</summary>
internal sealed class Figures
{
    private readonly Dictionary<string, List<double>> _samples = [];

    public void Time(string name, Action action)
    {
        GC.Collect();
        Stopwatch watch = Stopwatch.StartNew();
        action();
        Add(name, watch.Elapsed.TotalMilliseconds);
    }

    public void Add(string name, double sample)
    {
        if (!_samples.TryGetValue(name, out List<double>? samples))
        {
            _samples.Add(name, samples = []);
        }

        samples.Add(sample);
    }

    public double Median(string name)
    {
        double[] sorted = [.. _samples[name].Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>A line for each: name, median, and in brackets the lowest and highest sample.</summary>
    public void Print()
    {
        foreach ((string name, List<double> samples) in _samples.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Print(name, Median(name), $" ({Text(samples.Min())} to {Text(samples.Max())}, {samples.Count} samples)");
        }
    }

    public static void Print(string name, double value, string remark = "") => Console.WriteLine($"{name} {Text(value)}{remark}");

    private static string Text(double value) =>
        value.ToString(value < 10 && value != Math.Floor(value) ? "0.###" : "0", CultureInfo.InvariantCulture);
}
