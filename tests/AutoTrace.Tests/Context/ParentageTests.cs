using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Context;

/// <summary>A parent is always the span that was open, in the logical flow, when the call was made.</summary>
[Trait("Category", "Concurrency")]
public sealed class ParentageTests
{
    [Fact]
    public async Task NestedSynchronousCallsNest()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Traced("outer", () => Traced("inner", () => { }));
            Traced("next", () => { });
        }

        Assert.Equal("segment [segment]\n  outer\n    inner\n  next", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task NestedAsynchronousCallsNestAcrossTheirAwaits()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            await TracedAsync("outer", async () =>
            {
                await Task.Yield();
                await TracedAsync("inner", async () => await Task.Yield());
                Traced("after", () => { });
            });
        }

        Assert.Equal("segment [segment]\n  outer\n    inner\n    after", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task FannedOutCallsAreSiblings()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            await TracedAsync("all", () => Task.WhenAll(Enumerable.Range(0, 3).Select(i =>
                TracedAsync("one", async () =>
                {
                    await Task.Yield();
                    Traced("leaf", () => { });
                }))));
        }

        Assert.Equal(
            "segment [segment]\n  all\n    one\n      leaf\n    one\n      leaf\n    one\n      leaf",
            (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ParallelIterationsAreChildrenOfTheMethodThatStartedThem()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Traced("parallel", () => Parallel.For(0, 8, i => Traced("iteration", () => { })));
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(8, tree["parallel"].Children.Count);
        Assert.All(tree["parallel"].Children, child => Assert.Equal("iteration", child.Name));
    }

    [Fact]
    public async Task PlinqQueriesAreChildrenOfTheMethodThatRanThem()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Traced("query", () => Enumerable.Range(0, 8).AsParallel().ForAll(i => Traced("element", () => { })));
        }

        Assert.Equal(8, (await recording.TreeAsync())["query"].Children.Count);
    }

    [Fact]
    public async Task FireAndForgetKeepsTheParentThatItWasStartedUnder()
    {
        using Recording recording = new();
        TaskCompletionSource goOn = new();
        Task forgotten = Task.CompletedTask;
        using (recording.BeginSegment())
        {
            Traced("start", () => forgotten = Task.Run(async () =>
            {
                await goOn.Task;
                Traced("late", () => { });
            }));
            Traced("start", () => { });
            goOn.SetResult();
            await forgotten;
        }

        Assert.Equal("segment [segment]\n  start\n    late\n  start", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task SpansInAFlowWithSuppressedFlowStillNest()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            using (ExecutionContext.SuppressFlow())
            {
                Traced("outer", () => Traced("inner", () => { }));
            }

            Traced("after", () => { });
        }

        Assert.Equal("segment [segment]\n  outer\n    inner\n  after", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public void UserAsyncLocalsSetInsideATracedMethodSurviveIt()
    {
        using Recording recording = new();
        AsyncLocal<string> local = new();
        using (recording.BeginSegment())
        {
            Traced("sets", () => local.Value = "set inside");
            Assert.Equal("set inside", local.Value);
        }

        Assert.Equal("set inside", local.Value);
    }

    [Fact]
    public async Task ASiblingAfterACallThatChangedAnAsyncLocalHasTheRightParent()
    {
        using Recording recording = new();
        AsyncLocal<int> local = new();
        using (recording.BeginSegment())
        {
            Traced("outer", () =>
            {
                Traced("changes", () => local.Value = 7);
                Traced("sibling", () => { });
            });
        }

        Assert.Equal("segment [segment]\n  outer\n    changes\n    sibling", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public void TheCallersContextIsTheSameObjectAfterATracedCall()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            ExecutionContext? before = ExecutionContext.Capture();
            Traced("call", () => { });
            Assert.Same(before, ExecutionContext.Capture());
        }
    }

    [Fact]
    public async Task TwoRuntimesInOneProcessNeverMix()
    {
        using Recording one = new();
        using Recording other = new();
        await Task.WhenAll(Work(one, "one"), Work(other, "other"));

        Assert.Equal("one [segment]\n  one", (await one.TreeAsync()).Render());
        Assert.Equal("other [segment]\n  other", (await other.TreeAsync()).Render());

        static async Task Work(Recording recording, string name)
        {
            using (recording.BeginSegment(name))
            {
                await TracedAsync(name, async () => await Task.Yield());
            }
        }
    }

    [Fact]
    public async Task ASegmentOpenedInsideAnotherIsATraceOfItsOwnAndGivesThePlaceBack()
    {
        using Recording recording = new();
        using (recording.BeginSegment("outer"))
        {
            using (recording.BeginSegment("inner"))
            {
                Traced("in", () => { });
            }

            Traced("out", () => { });
        }

        Assert.Equal(
            ["inner [segment]\n  in", "outer [segment]\n  out"],
            (await recording.DocumentsAsync()).Select(document => TraceTree.Of([document]).Render()));
    }
}
