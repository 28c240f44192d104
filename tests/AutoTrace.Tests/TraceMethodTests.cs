namespace AutoTrace.Tests;

public sealed class TraceMethodTests
{
    [Fact]
    public async Task AMethodRunsInASubsegmentAndItsResultComesBack()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Assert.Equal(42, AutoTracer.TraceMethod("outer", () =>
            {
                AutoTracer.TraceMethod("inner", () => { });
                return 42;
            }));
            AutoTracer.TraceMethod("next", () => { });
        }

        Assert.Equal(
            "segment [segment]\n  outer\n    inner\n  next", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ATaskComesBackItselfAndEndsTheSubsegmentWhenItCompletes()
    {
        using Recording recording = new();
        TaskCompletionSource<int> source = new();
        using (recording.BeginSegment())
        {
            Task<int> task = AutoTracer.TraceMethodAsync("pending", () => source.Task);
            await AutoTracer.TraceMethodAsync("beside", () => Task.CompletedTask);
            Assert.Same(source.Task, task);
            source.SetResult(42);
            await task;
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal("segment [segment]\n  pending\n  beside", tree.Render());
        Assert.Null(tree["pending"].Metadata);
    }

    [Fact]
    public async Task WhatIsThrownIsRecordedAndPasses()
    {
        using Recording recording = new();
        InvalidOperationException boom = new("boom");
        using (recording.BeginSegment())
        {
            Assert.Same(boom, Assert.Throws<InvalidOperationException>(() => AutoTracer.TraceMethod("sync", () => throw boom)));
            Assert.Same(boom, Assert.Throws<InvalidOperationException>(
                () => { _ = AutoTracer.TraceMethodAsync("before the task", Task () => throw boom); }));
            Assert.Same(boom, await Assert.ThrowsAsync<InvalidOperationException>(
                () => AutoTracer.TraceMethodAsync("in the task", () => Task.FromException(boom))));
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.All(tree["segment"].Children, node => Assert.True(node.Fault));
        Assert.Equal(3, tree["segment"].Children.Count);
        Assert.Equal("boom", tree["sync"].Cause!["exceptions"]![0]!["message"]!.GetValue<string>());
    }
}
