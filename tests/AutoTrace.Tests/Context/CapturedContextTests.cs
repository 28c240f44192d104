using System.Threading.Channels;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Context;

/// <summary>A context that is handed to a flow which does not descend from its own.</summary>
[Trait("Category", "Concurrency")]
public sealed class CapturedContextTests
{
    [Fact]
    public async Task ConsumerOfAQueueGoesOnUnderTheSpanOfEachProducer()
    {
        using Recording recording = new();
        Channel<(string Name, CapturedContext Context)> queue = Channel.CreateUnbounded<(string, CapturedContext)>();
        Task consumer = Consume(queue.Reader);
        using (recording.BeginSegment())
        {
            foreach (string name in new[] { "a", "b" })
            {
                Traced(name, () => queue.Writer.TryWrite((name, AutoTracer.Capture())));
            }

            queue.Writer.Complete();
            await consumer;
        }

        Assert.Equal(
            "segment [segment]\n  a\n    work for a\n  b\n    work for b", (await recording.TreeAsync()).Render());

        static async Task Consume(ChannelReader<(string Name, CapturedContext Context)> items)
        {
            await foreach ((string name, CapturedContext context) in items.ReadAllAsync())
            {
                using (AutoTracer.Use(context))
                {
                    await TracedAsync($"work for {name}", async () => await Task.Yield());
                }

                Assert.Equal(default, AutoTracer.Current);
            }
        }
    }

    [Fact]
    public async Task WhatWasCurrentComesBackAndTheCapturedSpanStaysOpen()
    {
        using Recording recording = new();
        using TraceScope captured = recording.BeginSegment("captured");
        CapturedContext context = AutoTracer.Capture();
        using (TraceScope other = recording.BeginSegment("other"))
        {
            IDisposable use = AutoTracer.Use(context);
            Assert.Equal(captured.Span, AutoTracer.Current);
            use.Dispose();
            Assert.Equal(other.Span, AutoTracer.Current);
            using TraceScope later = AutoTracer.BeginSubsegment("later");
            use.Dispose();
            Assert.Equal(later.Span, AutoTracer.Current);
        }

        Assert.True(context.Span.IsRecording);
        await recording.Runtime.FlushAsync(Eventually.Deadline);
    }

    [Fact]
    public void NothingCapturedMakesNoSpanCurrent()
    {
        using Recording recording = new();
        using TraceScope segment = recording.BeginSegment();
        using (AutoTracer.Use(default))
        {
            Assert.False(AutoTracer.Current.IsRecording);
        }

        Assert.Equal(segment.Span, AutoTracer.Current);
    }

    [Fact]
    public async Task SuppressionIsHandedOnToo()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            CapturedContext suppressed;
            using (AutoTracer.Suppress())
            {
                suppressed = AutoTracer.Capture();
            }

            using (AutoTracer.Use(suppressed))
            {
                Traced("left out", () => { });
            }
        }

        Assert.Equal("segment [segment]", (await recording.TreeAsync()).Render());
    }
}
