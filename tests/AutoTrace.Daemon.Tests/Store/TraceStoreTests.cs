using System.Globalization;
using System.Text.Json.Nodes;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Store;

namespace AutoTrace.Daemon.Tests.Store;

public sealed class TraceStoreTests
{
    [Fact]
    public void KeepsOneDocumentPerTraceAndId()
    {
        TraceStore store = new(long.MaxValue);
        store.Add(Some.Segment("a", 1).Decoded());
        store.Add(Some.Segment("a", 1).Decoded());
        store.Add(Some.Segment("b", 2).Decoded());
        store.Add(OfTrace(7, Some.Segment("a", 1)));

        Assert.Equal((2, 3), (store.Statistics.Traces, store.Statistics.Documents));
    }

    [Fact]
    public void TheCompleteDocumentReplacesTheOneInProgressInEitherOrder()
    {
        SegmentDocument running = Some.Segment("a", 1, lasts: null).With("metadata", new string('x', 1000)).Decoded();
        SegmentDocument complete = Some.Segment("a", 1).Decoded();
        foreach (SegmentDocument[] order in (SegmentDocument[][])[[running, complete], [complete, running]])
        {
            TraceStore store = new(long.MaxValue);
            store.Add(order[0]);
            store.Add(order[1]);

            Assert.Same(complete, Assert.Single(store.Find(complete.TraceId)!.Documents));
            Assert.Equal(complete.Footprint + StoredTrace.OwnFootprint, store.Statistics.Bytes);
        }
    }

    [Fact]
    public void TheRevisionChangesWithEveryChangeAndNeverElse()
    {
        TraceStore store = new(long.MaxValue);
        store.Add(Some.Segment("a", 1).Decoded());
        long before = store.Statistics.Revision;

        store.Add(Some.Segment("a", 1).Decoded());
        Assert.Equal(before, store.Statistics.Revision);

        store.Add(Some.Segment("b", 2).Decoded());
        Assert.NotEqual(before, store.Statistics.Revision);
    }

    [Fact]
    public void BeyondItsBytesTheOldestTracesGoWholeAndAreCounted()
    {
        SegmentDocument sample = OfTrace(1, Some.Segment("a", 1));
        long perTrace = StoredTrace.OwnFootprint + (2 * sample.Footprint);
        TraceStore store = new(limitBytes: 10 * perTrace);
        for (int trace = 1; trace <= 25; trace++)
        {
            store.Add(OfTrace(trace, Some.Segment("a", 1)));
            store.Add(OfTrace(trace, Some.Segment("a", 2)));
            Assert.True(store.Statistics.Bytes <= store.Statistics.LimitBytes);
        }

        Assert.Equal(
            (10, 20, 15), (store.Statistics.Traces, store.Statistics.Documents, store.Statistics.EvictedTraces));
        Assert.Equal(Enumerable.Range(16, 10), store.Snapshot().Select(t => (int)(t.Id.Value & 0xff)));
        Assert.Null(store.Find(sample.TraceId));
    }

    [Fact]
    public void ATraceThatIsLargerThanTheStoreDoesNotStay()
    {
        TraceStore store = new(limitBytes: 100);

        store.Add(Some.Segment("a", 1).Decoded());

        StoreStatistics held = store.Statistics;
        Assert.Equal((0, 0, 0, 1), (held.Traces, held.Documents, held.Bytes, held.EvictedTraces));
    }

    internal static SegmentDocument OfTrace(int trace, JsonObject segment) =>
        segment.With("trace_id", string.Create(CultureInfo.InvariantCulture, $"1-581cf771-{trace:x24}")).Decoded();
}
