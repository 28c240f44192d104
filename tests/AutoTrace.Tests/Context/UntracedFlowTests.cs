using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Context;

/// <summary>
/// Calls that belong to no segment. The process's default runtime counts them, so they are made while no other test
/// runs.
/// </summary>
[Collection(ProcessWide.Name)]
[Trait("Category", "Concurrency")]
public sealed class UntracedFlowTests
{
    [Fact]
    public async Task SuppressedFlowIsUntracedInsteadOfWronglyParented()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Task untraced;
            using (ExecutionContext.SuppressFlow())
            {
                untraced = Task.Run(() => Traced("lost", () => { }));
            }

            await untraced;
            Traced("kept", () => { });
        }

        Assert.Equal("segment [segment]\n  kept", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task UnsafeQueuedWorkIsUntraced()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            TaskCompletionSource done = new();
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Traced("lost", () => { });
                    done.SetResult();
                },
                null);
            await done.Task;
        }

        Assert.Equal("segment [segment]", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ACallLongAfterTheSegmentsEndHasNoSegment()
    {
        ManualTimeProvider clock = new();
        using Recording recording = new(options => options.TimeProvider = clock);
        TaskCompletionSource ended = new();
        Task late;
        using (recording.BeginSegment())
        {
            late = Task.Run(async () =>
            {
                await ended.Task;
                Traced("much too late", () => { });
            });
        }

        clock.Advance(TimeSpan.FromSeconds(31));
        ended.SetResult();
        await late;

        Assert.Equal("segment [segment]", (await recording.TreeAsync()).Render());
    }
}
