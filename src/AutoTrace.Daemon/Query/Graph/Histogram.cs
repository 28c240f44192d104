using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query.Graph;

/// <summary>
/// Durations and how often each occurred: exact while there are few, to two significant digits (at most 90 values per
/// power of ten) once there are more than <see cref="ExactValues"/>.
/// </summary>
internal sealed class Histogram
{
    public const int ExactValues = 200;

    private readonly Dictionary<long, int> _counts = [];

    public void Add(long microseconds) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, microseconds, out _)++;

    /// <summary>Seconds and counts, ascending.</summary>
    public IEnumerable<(double Value, int Count)> Entries()
    {
        IEnumerable<KeyValuePair<long, int>> counts = _counts;
        if (_counts.Count > ExactValues)
        {
            counts = counts.GroupBy(c => ToTwoDigits(c.Key), c => c.Value)
                .Select(g => KeyValuePair.Create(g.Key, g.Sum()));
        }

        return counts.OrderBy(c => c.Key).Select(c => (Microsecond.ToSeconds(c.Key), c.Value));
    }

    private static long ToTwoDigits(long microseconds)
    {
        long unit = 1;
        while (microseconds / unit >= 100)
        {
            unit *= 10;
        }

        return (microseconds + (unit / 2)) / unit * unit;
    }
}
