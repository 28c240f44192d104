namespace AutoTrace.Tests.TestKit;

public sealed class ArrivalsTests
{
    private readonly Arrivals<int> _arrivals = new();

    [Fact]
    public async Task ItemThatIsAlreadyThereIsNotWaitedFor()
    {
        _arrivals.Add(1);

        Assert.True(_arrivals.WaitAsync(items => items.Count == 1, () => "one").IsCompletedSuccessfully);
        Assert.Equal([1], await _arrivals.WaitAsync(items => items.Count == 1, () => "one"));
    }

    [Fact]
    public async Task EveryWaiterIsWoken()
    {
        Task<IReadOnlyList<int>>[] waiters =
            [.. Enumerable.Range(0, 10).Select(_ => _arrivals.WaitAsync(items => items.Count == 100, () => "100"))];

        Parallel.For(0, 100, _arrivals.Add);

        Assert.All(await Task.WhenAll(waiters), items => Assert.Equal(100, items.Distinct().Count()));
    }

    [Fact]
    public async Task WaitingEndsInAnErrorOnceNothingMoreCanArrive()
    {
        Task waiting = _arrivals.WaitAsync(items => items.Count == 1, () => "one");

        _arrivals.End();

        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.Equal("Will never come: one", error.Message);
    }

    [Fact]
    public async Task WaitingEndsInAnErrorAtTheDeadline()
    {
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(
            () => _arrivals.WaitAsync(items => items.Count == 1, () => "one", TimeSpan.FromMilliseconds(20)));

        Assert.Equal("Not within 0.02 s: one", error.Message);
    }
}
