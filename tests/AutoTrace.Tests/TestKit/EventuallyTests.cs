namespace AutoTrace.Tests.TestKit;

public sealed class EventuallyTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task WaitsUntilTheConditionHolds()
    {
        int asked = 0;

        await Eventually.TrueAsync(() => ++asked == 3);

        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task GivesUpAtTheDeadlineAndSaysOnWhat()
    {
        int number = 1;

        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(
            () => Eventually.EqualAsync(2, () => number, s_short));

        Assert.Equal("Not within 0.02 s: () => number: expected 2, saw 1", error.Message);
    }

    [Fact]
    public async Task LooksOnceMoreAfterTheDeadline()
    {
        int asked = 0;

        await Assert.ThrowsAsync<TimeoutException>(() => Eventually.TrueAsync(() => ++asked < 0, TimeSpan.Zero));

        Assert.Equal(1, asked);
    }
}
