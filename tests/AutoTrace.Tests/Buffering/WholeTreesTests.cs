using System.Collections.Concurrent;
using System.Globalization;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Buffering;

/// <summary>
/// A segment arrives whole or not at all, however small the queue and however many close segments at once.
/// </summary>
public sealed class WholeTreesTests
{
    private const int Threads = 4;
    private const int Segments = 500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WithEightSlotsEveryTreeThatArrivesIsTheOneThatWasMade(int seed)
    {
        using Recording recording = new(options => options.QueueCapacity = 8);
        ConcurrentDictionary<string, int> made = new();
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            Random random = new((seed * 100) + thread);
            for (int i = 0; i < Segments; i++)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{thread} {i}");
                using (recording.BeginSegment(name))
                {
                    made[name] = 1 + Grow(random, depth: 0);
                }
            }
        });

        TraceTree tree = await recording.TreeAsync();
        TraceCounters counters = recording.Runtime.Counters;
        Assert.All(tree.Roots, root => Assert.Equal(made[root.Name], root.SelfAndDescendants().Count()));
        Assert.Equal(made.Values.Sum(), counters.Produced);
        Assert.Equal(tree.Nodes.Count(), counters.Sent);
        Assert.Equal(counters.Produced - counters.Sent, counters.DroppedQueueFull);
    }

    /// <summary>Opens a random tree of subsegments and says how many they are.</summary>
    private static int Grow(Random random, int depth)
    {
        int count = 0;
        for (int i = random.Next(depth < 4 ? 4 : 1); i > 0; i--)
        {
            Traced("span", () => count += 1 + Grow(random, depth + 1));
        }

        return count;
    }
}
