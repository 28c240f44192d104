using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Export;

namespace AutoTrace.Tests.Buffering;

/// <summary>What a flush waits for.</summary>
[Trait("Category", "Concurrency")]
public sealed class FlushTests
{
    [Fact]
    public async Task AFlushWaitsForASegmentBehindOneThatIsStillOnItsWayIntoTheQueue()
    {
        using CountingExporter exporter = new();
        using Recording recording = new(options => options.Exporter = exporter);
        SegmentQueue queue = recording.Runtime.Queue;
        TraceScope scope = recording.BeginSegment("on its way");
        Segment onItsWay = AmbientContext.Span.Segment;
        scope.Span.Annotate("x", 1);

        // As a producer that is suspended in the middle.
        Assert.True(queue.Ring.TryClaim(out long place));
        Assert.True(onItsWay.TryClose(queue.Clock.GetTimestamp()));
        await Task.Run(() => recording.BeginSegment("behind it").Dispose());
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        for (int i = 0; i < 3; i++)
        {
            // Each time round the worker looks whether the flush is over.
            int settled = exporter.Settled;
            queue.Wake();
            await Eventually.TrueAsync(() => exporter.Settled > settled);
        }

        Assert.False(flush.IsCompleted);
        queue.Ring.Put(place, onItsWay);
        queue.Wake();
        Assert.Equal(2, (await flush).Sent);
    }

    private sealed class CountingExporter : SegmentExporter
    {
        private int _settled;
        private DeliveryReport _report = null!;

        public int Settled => Volatile.Read(ref _settled);

        public override string Description => "a counter";

        internal override void Attach(DeliveryReport report) => _report = report;

        internal override void Export(ReadOnlySpan<byte> document, int records) => _report.Sent(records);

        internal override void Settle() => Interlocked.Increment(ref _settled);
    }
}
