using System.Text.Json.Nodes;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Store;

namespace AutoTrace.Daemon.Tests.Store;

/// <summary>Alone, since it measures the process's heap.</summary>
[CollectionDefinition(nameof(StoreBytesTests), DisableParallelization = true)]
public sealed class StoreBytesCollection;

[Collection(nameof(StoreBytesTests))]
public sealed class StoreBytesTests
{
    private const int Traces = 5_000;

    [Theory]
    [InlineData("small")]
    [InlineData("usual")]
    [InlineData("large")]
    public void TheStoresBytesAreAboutWhatTheHeapGrowsBy(string size)
    {
        TraceStore store = new(long.MaxValue);
        TraceQueries queries = new(store);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int trace = 1; trace <= Traces; trace++)
        {
            store.Add(TraceStoreTests.OfTrace(trace, Document(size)));
        }

        // What queries derive and keep counts too.
        int visits = queries.InRange(TimeRange.All).Sum(t => t.Traffic.Visits.Count);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.True(visits >= Traces);
        double ratio = (double)grown / store.Statistics.Bytes;
        Assert.True(
            ratio is > 0.7 and < 1.3, $"{size}: heap +{grown}, the store says {store.Statistics.Bytes}: {ratio:0.00}");
        GC.KeepAlive(queries);
    }

    private static JsonObject Document(string size)
    {
        JsonObject segment = Some.Segment("orders", 1)
            .WithJson("http", """
                {"request":{"method":"GET","url":"http://localhost:5000/orders/17?page=1&size=20&sort=newest-first",
                "user_agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"},
                "response":{"status":200}}
                """);
        return size switch
        {
            "small" => Some.Segment("orders", 1),
            "usual" =>
                segment.Around([.. Enumerable.Range(2, 8).Select(i => Some.Subsegment($"Orders.Step{i}", (ulong)i))]),
            _ => segment.Around([.. Enumerable.Range(2, 60).Select(i => Some.Subsegment($"Orders.Step{i}", (ulong)i)
                .With("metadata", new JsonObject { ["default"] = new string('x', 80) }))]),
        };
    }
}
