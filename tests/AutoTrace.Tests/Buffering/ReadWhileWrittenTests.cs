using AutoTrace.CompilerServices;

namespace AutoTrace.Tests.Buffering;

/// <summary>Segments are closed and read in the middle of what other flows write to them.</summary>
[Collection(ProcessWide.Name)]
[Trait("Category", "Concurrency")]
public sealed class ReadWhileWrittenTests
{
    private const int Segments = 2_000;

    // Few enough that the segment is being read meanwhile.
    private const int Calls = 6;

    private static readonly Callsite s_call = new("call"u8, CallsiteTraits.StartsNoFlow);

    [Fact]
    public async Task EverySpanIsInTheBooksAndNoSegmentIsInvalid()
    {
        using Recording recording = new(options => (options.QueueCapacity, options.QueueBytes) = (1 << 14, 1 << 28));
        for (int i = 0; i < Segments; i++)
        {
            using Barrier start = new(3);
            TraceScope segment = recording.BeginSegment();
            Task[] writers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Write(start)))];
            start.SignalAndWait();
            segment.Dispose();
            await Task.WhenAll(writers);
        }

        IReadOnlyList<SegmentDocument> documents = await recording.DocumentsAsync();
        long spans = Segments * (1 + (2 * Calls));
        TraceCounters counters = recording.Runtime.Counters;
        Assert.Equal((spans, spans, 0L), (counters.Produced, counters.Sent, counters.Dropped));
        Assert.Equal(spans, TraceTree.Of(documents).Nodes.Count());
    }

    private static void Write(Barrier start)
    {
        start.SignalAndWait();
        for (int i = 0; i < Calls; i++)
        {
            TracedCall call = new(s_call);
            call.Annotate("i", i);
            call.End();
        }
    }
}
