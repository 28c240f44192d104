using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Spans;

/// <summary>Methods that call themselves 10,000 deep.</summary>
[Trait("Category", "Concurrency")]
public sealed class RecursionTests
{
    private const int Depth = 10_000;
    private const int StackBytes = 256 << 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryLevelOfASynchronousRecursionIsInTheBooks(bool proven)
    {
        using Recording recording = new();
        Thread thread = new(
            () =>
            {
                using (recording.BeginSegment())
                {
                    Recurse(Depth);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        await AssertInTheBooksAsync(recording);

        void Recurse(int depth)
        {
            Action<string, Action> call = proven ? Proven : Traced;
            call("recurse", depth > 1 ? () => Recurse(depth - 1) : () => { });
        }
    }

    [Fact]
    public async Task EveryLevelOfAnAsynchronousRecursionIsInTheBooks()
    {
        using Recording recording = new();
        TaskCompletionSource bottom = new();
        Task recursion = null!;
        Thread thread = new(
            () =>
            {
                using (recording.BeginSegment())
                {
                    recursion = RecurseAsync(Depth);
                    bottom.SetResult();
                    recursion.Wait(Eventually.Deadline);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        await recursion;
        await AssertInTheBooksAsync(recording);

        Task RecurseAsync(int depth) => TracedAsync("recurse", async () =>
        {
            if (depth > 1)
            {
                await RecurseAsync(depth - 1);
            }
            else
            {
                await bottom.Task;
            }
        });
    }

    /// <summary>Within X-Ray's limits, which <see cref="Recording.TreeAsync"/> checks; each span below the one before.</summary>
    private static async Task AssertInTheBooksAsync(Recording recording)
    {
        TraceTree tree = await recording.TreeAsync();
        TraceCounters counters = recording.Runtime.Counters;
        Assert.Equal(Depth + 1, counters.Produced);
        Assert.Equal(counters.Produced, counters.Sent + counters.Dropped);
        Assert.Equal(counters.Sent, tree.Nodes.Count());
        TraceNode node = Assert.Single(tree.Roots);
        for (int level = 1; level < counters.Sent; level++)
        {
            node = Assert.Single(node.Children);
            Assert.Equal("recurse", node.Name);
        }
    }
}
