using AutoTrace.CompilerServices;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Spans;

/// <summary>Sequences that are consumed slowly, in turns, on other threads, or not to their end.</summary>
[Trait("Category", "Concurrency")]
public sealed class StreamTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AStepIsNeverInTheBodyThatAnEarlierOneWasMadeIn(bool onAnotherThread)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            IEnumerator<int> items = Stream("items", Items());
            Proven("proven", () => items.MoveNext());
            Action second = () =>
            {
                items.MoveNext();
                Proven("sibling", () => { });
            };
            await (onAnotherThread ? Task.Run(second) : RunHere(second));
            Proven("then", () => { });
            items.Dispose();
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["items"], tree["proven"].Children.Select(child => child.Name));
        Assert.Equal(["step", "step"], tree["items"].Children.Select(child => child.Name));
        Assert.Equal(["proven", "sibling", "then"], tree["segment"].Children.Select(child => child.Name));

        static Task RunHere(Action action)
        {
            action();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task TwoStreamsThatAreReadInTurnsStayApart()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            IAsyncEnumerator<int> one = StreamAsync("one", ItemsAsync()).GetAsyncEnumerator();
            IAsyncEnumerator<int> other = StreamAsync("other", ItemsAsync()).GetAsyncEnumerator();
            while (await one.MoveNextAsync() & await other.MoveNextAsync())
            {
                await TracedAsync("consumer", async () => await Task.Yield());
            }

            await one.DisposeAsync();
            await other.DisposeAsync();
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["step", "step"], tree["one"].Children.Select(child => child.Name));
        Assert.Equal(["step", "step"], tree["other"].Children.Select(child => child.Name));
        Assert.Equal(
            ["consumer", "consumer", "one", "other"], tree["segment"].Children.Select(child => child.Name).Order());
    }

    [Fact]
    public async Task AStreamThatIsLeftWhileItsStepWaitsEndsWithThatStepAndFailsAsItWould()
    {
        using Recording recording = new();
        TaskCompletionSource mayGoOn = new();
        using (recording.BeginSegment())
        {
            IAsyncEnumerator<int> items = StreamAsync("items", WaitingAsync(mayGoOn.Task)).GetAsyncEnumerator();
            ValueTask<bool> step = items.MoveNextAsync();
            await Assert.ThrowsAsync<NotSupportedException>(async () => await items.DisposeAsync());
            Proven("meanwhile", () => { });
            mayGoOn.SetResult();
            Assert.True(await step);
            Proven("then", () => { });
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(
            "segment [segment]\n  items\n    step\n  meanwhile\n  then", tree.Render());
        Assert.Null(tree["items"].Metadata);
        Assert.Equal(0, recording.Runtime.Counters.WritesTooLate);
    }

    [Fact]
    public async Task AStreamThatIsLeftAtTheMomentItsStepEndsHarmsNobody()
    {
        using Recording recording = new(options => options.QueueCapacity = 1 << 14);
        const int Streams = 2000;
        for (int i = 0; i < Streams; i++)
        {
            using (recording.BeginSegment())
            {
                TaskCompletionSource<bool> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
                IAsyncEnumerator<int> items = StreamAsync("items", new Steps(source.Task)).GetAsyncEnumerator();
                ValueTask<bool> step = items.MoveNextAsync();
                source.SetResult(true);
                await items.DisposeAsync();
                Assert.True(await step);
                Proven("then", () => { });
            }
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(Streams * 3, tree.Nodes.Count());
        Assert.All(tree.Roots, root => Assert.Equal(["items", "then"], root.Children.Select(child => child.Name)));
    }

    private static IEnumerator<int> Stream(string name, IEnumerator<int> items) =>
        new TracedSequence(Site(name)).EndWith(items);

    private static IAsyncEnumerable<int> StreamAsync(string name, IAsyncEnumerable<int> items) =>
        new TracedSequence(Site(name)).EndWith(items);

    private static IEnumerator<int> Items()
    {
        Traced("step", () => { });
        yield return 1;
        Traced("step", () => { });
        yield return 2;
    }

    private static async IAsyncEnumerable<int> ItemsAsync()
    {
        for (int i = 0; i < 2; i++)
        {
            await Task.Yield();
            Proven("step", () => { });
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> WaitingAsync(Task mayGoOn)
    {
        await mayGoOn;
        Proven("step", () => { });
        yield return 1;
    }

    private static Callsite Site(string name) => new(System.Text.Encoding.UTF8.GetBytes(name));

    /// <summary>Allows to be disposed of at any time, as iterators do not.</summary>
    private sealed class Steps(Task<bool> step) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current => 0;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken) => this;

        public ValueTask<bool> MoveNextAsync() => new(step);

        public ValueTask DisposeAsync() => default;
    }
}
