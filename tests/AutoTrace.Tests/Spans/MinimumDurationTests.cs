using AutoTrace.CompilerServices;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Spans;

/// <summary>Calls that were shorter than their method's minimum.</summary>
public sealed class MinimumDurationTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Recording _recording;

    public MinimumDurationTests() => _recording = new(options => options.TimeProvider = _clock);

    [Fact]
    public async Task AShorterCallIsLeftOutAndCountedAndItsChildrenLieBelowItsParent()
    {
        using (_recording.BeginSegment())
        {
            Traced(Quick("outer"), () => Traced(Quick("left out"), () =>
            {
                AutoTracer.Current.Annotate("lost", true);
                Traced("child", () => Traced("grandchild", () => { }));
                Pass(4);
            }));
            Traced(Quick("long enough"), () => Pass(5));
        }

        TraceTree tree = await _recording.TreeAsync();
        Assert.Equal("segment [segment]\n  child\n    grandchild\n  long enough", tree.Render());
        Assert.All(tree.Nodes, node => Assert.Null(node.Annotations));
        TraceCounters counters = _recording.Runtime.Counters;
        Assert.Equal((6, 4, 2, 0), (counters.Produced, counters.Sent, counters.NotKept, counters.Dropped));
    }

    [Fact]
    public async Task AFailureIsRecordedHoweverShort()
    {
        using (_recording.BeginSegment())
        {
            Assert.Throws<InvalidOperationException>(
                () => Traced(Quick("failed"), () => throw new InvalidOperationException()));
            Traced(Quick("marked"), () => AutoTracer.Current.MarkError());
        }

        Assert.Equal("segment [segment]\n  failed [fault]\n  marked [error]", (await _recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ACallThatATraceHeaderNamesIsRecordedHoweverShort()
    {
        using (_recording.BeginSegment())
        {
            Traced(Quick("calls out"), () => _ = AutoTracer.Current.Header);
        }

        Assert.Equal("segment [segment]\n  calls out", (await _recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task WhatStartsAfterTheSegmentBelowAShortCallLiesBelowItsParent()
    {
        TaskCompletionSource ended = new();
        Task late = Task.CompletedTask;
        using (_recording.BeginSegment())
        {
            Traced("parent", () => Traced(Quick("left out"), () => Traced(Quick("left out too"), () => late = Task.Run(async () =>
            {
                await ended.Task;
                Traced(Quick("late"), () => { });
            }))));
        }

        ended.SetResult();
        await late;

        Assert.Equal("segment [segment]\n  parent\n    late", (await _recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ACallThatIsStillOpenWhenItsSegmentEndsIsRecorded()
    {
        TaskCompletionSource release = new();
        Task open;
        using (_recording.BeginSegment())
        {
            open = TracedAsync(Quick("open"), () => release.Task);
        }

        Assert.Equal("segment [segment]\n  open", (await _recording.TreeAsync()).Render());
        release.SetResult();
        await open;
    }

    public void Dispose() => _recording.Dispose();

    private static Callsite Quick(string name) =>
        new(System.Text.Encoding.UTF8.GetBytes(name)) { MinimumMilliseconds = 5 };

    private void Pass(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
