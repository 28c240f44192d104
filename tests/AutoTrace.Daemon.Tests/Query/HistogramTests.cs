using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Tests.Query;

public sealed class HistogramTests
{
    [Fact]
    public void FewValuesStayExact()
    {
        Histogram histogram = new();
        histogram.Add(123_456);
        histogram.Add(7);
        histogram.Add(123_456);

        Assert.Equal([(0.000007, 1), (0.123456, 2)], histogram.Entries());
    }

    [Fact]
    public void ManyValuesAreRoundedToTwoDigitsAndNoneIsLost()
    {
        Histogram histogram = new();
        for (int i = 1; i <= 100_000; i++)
        {
            histogram.Add(i * 10);
        }

        (double Value, int Count)[] entries = [.. histogram.Entries()];
        Assert.Equal(100_000, entries.Sum(e => e.Count));
        Assert.InRange(entries.Length, 90, 90 * 6);
        Assert.Contains((0.5, 1000), entries);
        Assert.Equal(entries.OrderBy(e => e.Value), entries);
    }
}
