using System.Runtime.CompilerServices;
using AutoTrace.CompilerServices;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Context;

/// <summary>
/// Spans of bodies that start no flow lie on their thread and are carried by nobody: whatever their callees do,
/// everybody finds the parent that was open where the call was made.
/// </summary>
[Collection(ProcessWide.Name)]
[Trait("Category", "Concurrency")]
public sealed class ProvenBodyTests
{
    [Fact]
    public async Task ProvenCallsNestInEachOther()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Proven("outer", () =>
            {
                Proven("inner", () => { });
                Proven("next", () => { });
            });
            Proven("after", () => { });
        }

        Assert.Equal(
            "segment [segment]\n  outer\n    inner\n    next\n  after", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ProvenAndOtherCallsNestInEachOther()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Proven("a", () =>
            {
                Traced("b", () => Proven("c", () => Traced("d", () => { })));
                Proven("e", () => { });
                Traced("f", () => { });
            });
            Traced("g", () => { });
        }

        Assert.Equal(
            "segment [segment]\n  a\n    b\n      c\n        d\n    e\n    f\n  g",
            (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task FlowsOfACalleeAreItsChildren()
    {
        using Recording recording = new();
        Task forgotten = Task.CompletedTask;
        TaskCompletionSource goOn = new();
        using (recording.BeginSegment())
        {
            Proven("proven", () =>
            {
                Traced("forks", () => forgotten = Task.Run(async () =>
                {
                    await goOn.Task;
                    Proven("late", () => { });
                }));
                Traced("parallel", () => Parallel.For(0, 4, _ => Proven("iteration", () => { })));
            });
            goOn.SetResult();
            await forgotten;
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["late"], tree["forks"].Children.Select(child => child.Name));
        Assert.Equal(4, tree["parallel"].Children.Count(child => child.Name == "iteration"));
    }

    [Fact]
    public async Task ATaskThatAWaitRunsOnThisThreadHasTheParentThatItWasMadeUnder()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Traced("maker", () =>
            {
                Task made = new(() => Proven("queued", () => Traced("below", () => { })));
                Proven("proven", () => Traced("waits", () => made.RunSynchronously()));
            });
        }

        Assert.Equal(
            "segment [segment]\n  maker\n    proven\n      waits\n    queued\n      below",
            (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task AnExceptionLeavesNothingOnTheThread()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Assert.Throws<InvalidOperationException>(() =>
                Proven("a", () => Proven("b", () => throw new InvalidOperationException())));
            Proven("c", () =>
            {
                try
                {
                    Traced("d", () => Proven("e", () => throw new InvalidOperationException()));
                }
                catch (InvalidOperationException)
                {
                    Proven("f", () => { });
                }
            });
            Traced("g", () => { });
        }

        Assert.Equal(
            ["a:segment", "b:a", "c:segment", "d:c", "e:d", "f:c", "g:segment"],
            Parents(await recording.TreeAsync()));
    }

    [Fact]
    public async Task ATaskThatACallersFilterRunsHasTheParentThatItWasMadeUnder()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            ExecutionContext? before = ExecutionContext.Capture();
            Task made = new(() => Proven("queued", () => { }));
            try
            {
                Proven("outer", () =>
                {
                    try
                    {
                        Proven("fails", () => FailAndCleanUp());
                    }
                    finally
                    {
                        Proven("outer cleanup", () => { });
                    }
                });
            }
            catch (InvalidOperationException) when (Run(made))
            {
                Proven("caught", () => { });
            }

            Assert.Same(before, ExecutionContext.Capture());
        }

        // The filter runs before the bodies below it are left, their finally blocks after it.
        Assert.Equal(
            ["outer:segment", "fails:outer", "queued:segment", "cleanup:fails", "outer cleanup:outer", "caught:segment"],
            Parents(await recording.TreeAsync()));

        static void FailAndCleanUp()
        {
            try
            {
                throw new InvalidOperationException();
            }
            finally
            {
                Proven("cleanup", () => { });
            }
        }

        static bool Run(Task task)
        {
            task.RunSynchronously();
            return true;
        }
    }

    [Fact]
    public async Task ACalleeWhoseLevelIsSwitchedOffCarriesItsCallersSpan()
    {
        using Recording recording = new(options => options.MinimumLevel = TracedLevel.Normal);
        Task fork = Task.CompletedTask;
        using (recording.BeginSegment())
        {
            Proven("proven", () =>
            {
                Traced(new Callsite("off"u8) { Level = TracedLevel.Verbose }, () =>
                {
                    AutoTracer.Current.Annotate("seen", true);
                    fork = Task.Run(() => Proven("child", () => { }));
                    Proven("sibling", () => { });
                });
                Proven("after", () => { });
            });
            await fork;
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(
            ["after:proven", "child:proven", "proven:segment", "sibling:proven"], Parents(tree).Order());
        Assert.True((bool?)tree["proven"].Annotations?["seen"]);
    }

    [Fact]
    public async Task AProvenCalleeWhoseLevelIsSwitchedOffLeavesItsCallersSpanInPlace()
    {
        using Recording recording = new(options => options.MinimumLevel = TracedLevel.Normal);
        Callsite off = new("off"u8, CallsiteTraits.StartsNoFlow) { Level = TracedLevel.Verbose };
        using (recording.BeginSegment())
        {
            Proven("proven", () => Traced(off, () => Proven("child", () => { })));
        }

        Assert.Equal("segment [segment]\n  proven\n    child", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ACalleeWithASegmentOfItsOwnGivesThePlaceBack()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Proven("proven", () =>
            {
                Traced(new Callsite("job"u8) { NewSegment = true }, () => Proven("in", () => { }));
                Proven("out", () => { });
            });
        }

        Assert.Equal(
            ["in:job", "job:proven", "out:proven", "proven:segment"], Parents(await recording.TreeAsync()).Order());
    }

    [Fact]
    public async Task TheCurrentSpanIsTheBodys()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Proven("proven", () =>
            {
                AutoTracer.Current.Annotate("x", 1);
                Assert.True(AutoTracer.Current.IsRecording);
            });
            AutoTracer.Current.Annotate("y", 2);
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(1, (int?)tree["proven"].Annotations?["x"]);
        Assert.Equal(2, (int?)tree["segment"].Annotations?["y"]);
    }

    [Fact]
    public void TheContextIsTheSameObjectInsideAndAfterwards()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            ExecutionContext? before = ExecutionContext.Capture();
            Proven("proven", () => Assert.Same(before, ExecutionContext.Capture()));
            Proven("proven", () => Traced("other", () => { }));
            Assert.Same(before, ExecutionContext.Capture());
        }
    }

    [Fact]
    public async Task ACalleesAsyncLocalSurvivesAndItsSiblingHasTheRightParent()
    {
        using Recording recording = new();
        AsyncLocal<int> local = new();
        using (recording.BeginSegment())
        {
            Proven("proven", () =>
            {
                Traced("changes", () => local.Value = 7);
                Traced("sibling", () => Assert.Equal(7, local.Value));
                Proven("last", () => { });
            });
            Assert.Equal(7, local.Value);
            Traced("after", () => { });
        }

        Assert.Equal(
            "segment [segment]\n  proven\n    changes\n    sibling\n    last\n  after",
            (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task SuppressedFlowMakesNoDifference()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            using (ExecutionContext.SuppressFlow())
            {
                Proven("outer", () => Traced("inner", () => Proven("innermost", () => { })));
            }

            Proven("after", () => { });
        }

        Assert.Equal(
            "segment [segment]\n  outer\n    inner\n      innermost\n  after", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ATaskThatAProvenBodyReturnsEndsItsSpan()
    {
        using Recording recording = new();
        TaskCompletionSource pending = new();
        using (recording.BeginSegment())
        {
            Callsite site = new("returns"u8, CallsiteTraits.StartsNoFlow);
            Task task = TracedAsync(site, () => pending.Task);
            Assert.Same(pending.Task, task);
            Proven("sibling", () => { });
            pending.SetException(new TimeoutException());
            await Assert.ThrowsAsync<TimeoutException>(() => task);
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["returns:segment", "sibling:segment"], Parents(tree));
        Assert.True(tree["returns"].Fault);
    }

    [Fact]
    public async Task ABodyThatOutlivesItsSegmentIsClosedWithItAndItsLateChildIsIndependent()
    {
        using Recording recording = new();
        TraceScope segment = recording.BeginSegment();
        Proven("proven", () =>
        {
            Traced("ends the segment", () => segment.Dispose());
            Proven("late", () => { });
        });

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["ends the segment:proven", "late:proven", "proven:segment"], Parents(tree).Order());
    }

    [Fact]
    public async Task NothingOfAFinishedRequestStaysReachableFromItsThread()
    {
        using Recording recording = new();
        WeakReference request = HandleRequest(recording);
        await recording.Runtime.FlushAsync(Eventually.Deadline);

        await Eventually.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !request.IsAlive;
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference HandleRequest(Recording recording)
    {
        AsyncLocal<object> users = new();
        object state = new byte[1000];
        using (recording.BeginSegment())
        {
            Traced("handler", () =>
            {
                users.Value = state;
                Proven("proven", () => Traced("forks", () => Proven("inner", () => { })));
                users.Value = null!;
            });
            AutoTracer.Current.AddException(new RequestFailure(state));
        }

        return new WeakReference(state);
    }

    private static List<string> Parents(TraceTree tree)
    {
        Dictionary<string, string> names = tree.Nodes.ToDictionary(node => node.Id, node => node.Name);
        return [.. tree.Nodes.Where(node => node.ParentId is not null).OrderBy(node => node.Start)
            .Select(node => $"{node.Name}:{names[node.ParentId!]}")];
    }

    private sealed class RequestFailure(object state) : Exception
    {
        public object State => state;
    }
}
