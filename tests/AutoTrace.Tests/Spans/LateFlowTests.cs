using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Spans;

/// <summary>Flows that outlive their segment.</summary>
[Trait("Category", "Concurrency")]
public sealed class LateFlowTests
{
    [Fact]
    public async Task ACallAfterTheSegmentsEndIsAnIndependentSubsegmentOfItsParent()
    {
        using Recording recording = new();
        TaskCompletionSource ended = new();
        Task late = Task.CompletedTask;
        using (recording.BeginSegment())
        {
            Traced("starts", () => late = Task.Run(async () =>
            {
                await ended.Task;
                Traced("late", () => Traced("inner", () => { }));
            }));
        }

        ended.SetResult();
        await late;

        Assert.Equal(2, (await recording.DocumentsAsync()).Count);
        Assert.Equal("segment [segment]\n  starts\n    late\n      inner", (await recording.TreeAsync()).Render());
        Assert.Equal(4, recording.Runtime.Counters.Sent);
    }

    [Fact]
    public async Task ASpanLeftOpenEndsWithItsSegmentAndSaysSo()
    {
        ManualTimeProvider clock = new();
        using Recording recording = new(options => options.TimeProvider = clock);
        TraceScope scope = recording.BeginSegment();
        TraceScope open = AutoTracer.BeginSubsegment("left open");
        clock.Advance(TimeSpan.FromSeconds(2));
        scope.Dispose();
        TraceTree tree = await recording.TreeAsync();

        Assert.Equal(2, tree["left open"].End - tree["left open"].Start);
        Assert.True(tree["left open"].Metadata!["autotrace"]!["closed_with_segment"]!.GetValue<bool>());
        open.Dispose();
    }

    [Fact]
    public async Task EndingASpanThatWasClosedWithItsSegmentIsCountedAndChangesNothing()
    {
        using Recording recording = new();
        TraceScope scope = recording.BeginSegment();
        TraceScope open = AutoTracer.BeginSubsegment("left open");
        scope.Dispose();
        await recording.Runtime.FlushAsync(Eventually.Deadline);
        open.Dispose();

        Assert.Equal(2, recording.Runtime.Counters.Produced);
        Assert.Equal(1, recording.Runtime.Counters.WritesTooLate);
    }

    [Fact]
    public async Task AHandleIgnoresEverythingOnceItsSpanHasEnded()
    {
        using Recording recording = new();
        TraceSpan ended;
        using (recording.BeginSegment())
        {
            using (TraceScope scope = AutoTracer.BeginSubsegment("ended"))
            {
                ended = scope.Span;
            }

            using (AutoTracer.BeginSubsegment("next"))
            {
                ended.Annotate("late", 1);
                ended.MarkFault();
                Assert.False(ended.IsRecording);
            }
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal("segment [segment]\n  ended\n  next", tree.Render());
        Assert.All(tree.Nodes, node => Assert.Null(node.Annotations));
        Assert.Equal(2, recording.Runtime.Counters.WritesTooLate);
    }

    [Fact]
    public async Task ASecondDisposeIsCountedAndLeavesTheCurrentSpanAlone()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            TraceScope first = AutoTracer.BeginSubsegment("first");
            first.Dispose();
            using (AutoTracer.BeginSubsegment("second"))
            {
                first.Dispose();
                Traced("inside second", () => { });
            }
        }

        Assert.Equal(
            "segment [segment]\n  first\n  second\n    inside second", (await recording.TreeAsync()).Render());
        Assert.Equal(1, recording.Runtime.Counters.WritesTooLate);
    }

    [Fact]
    public async Task NothingOfAFinishedRequestStaysReachable()
    {
        using Recording recording = new();
        WeakReference request = await Task.Run(() => Request(recording));
        await recording.Runtime.FlushAsync(Eventually.Deadline);

        await Eventually.TrueAsync(() =>
        {
            GC.Collect();
            return !request.IsAlive;
        });

        static WeakReference Request(Recording recording)
        {
            InvalidOperationException state = new("holds on to a lot");
            using (recording.BeginSegment())
            {
                Assert.Throws<InvalidOperationException>(() => Traced("call", () => throw state));
            }

            return new WeakReference(state);
        }
    }
}
