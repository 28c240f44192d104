namespace AutoTrace.Tests.TestKit;

public sealed class ManualTimeProviderTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void TimeStandsStillUntilItIsAdvanced()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        long timestamp = _clock.GetTimestamp();
        Assert.Equal(now, _clock.GetUtcNow());

        _clock.Advance(TimeSpan.FromTicks(15));

        Assert.Equal(now.AddTicks(15), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromTicks(15), _clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void TimeCannotGoBack() => Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(-s_second));

    [Fact]
    public void SetWallClockMovesNeitherTimestampsNorTimers()
    {
        using Recorder timer = new(_clock, 2 * s_second, Timeout.InfiniteTimeSpan);
        _clock.Advance(s_second);
        long timestamp = _clock.GetTimestamp();
        DateTimeOffset earlier = _clock.GetUtcNow().AddYears(-1);

        _clock.SetWallClock(earlier);

        Assert.Equal(earlier, _clock.GetUtcNow());
        Assert.Equal(timestamp, _clock.GetTimestamp());
        Assert.Empty(timer.Times);
    }

    [Fact]
    public void TimerFiresAtItsTimeAndOnce()
    {
        using Recorder timer = new(_clock, s_second, Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(timer.Times);
        _clock.Advance(10 * s_second);

        Assert.Equal([s_second], timer.Times);
        Assert.Equal(0, _clock.TimersSet);
    }

    [Fact]
    public void PeriodicTimerFiresAtEveryOneOfItsTimes()
    {
        using Recorder timer = new(_clock, TimeSpan.Zero, 2 * s_second);

        _clock.Advance(5 * s_second);

        Assert.Equal([TimeSpan.Zero, 2 * s_second, 4 * s_second], timer.Times);
        Assert.Equal(1, _clock.TimersSet);
    }

    [Fact]
    public void TimersFireInTheOrderOfTheirTimes()
    {
        List<string> fired = [];
        using ITimer late = _clock.CreateTimer(_ => fired.Add("late"), null, 2 * s_second, Timeout.InfiniteTimeSpan);
        using ITimer early = _clock.CreateTimer(_ => fired.Add("early"), null, s_second, Timeout.InfiniteTimeSpan);

        _clock.Advance(3 * s_second);

        Assert.Equal(["early", "late"], fired);
    }

    [Fact]
    public void ChangedTimerForgetsItsFormerTime()
    {
        using Recorder timer = new(_clock, s_second, s_second);

        Assert.True(timer.Timer.Change(3 * s_second, Timeout.InfiniteTimeSpan));
        _clock.Advance(10 * s_second);

        Assert.Equal([3 * s_second], timer.Times);
    }

    [Fact]
    public void DisposedTimerNeverFires()
    {
        Recorder timer = new(_clock, s_second, s_second);

        timer.Dispose();
        _clock.Advance(s_second);

        Assert.False(timer.Timer.Change(s_second, s_second));
        Assert.Empty(timer.Times);
        Assert.Equal(0, _clock.TimersSet);
    }

    [Fact]
    public async Task DelayEndsWhenTheClockSaysSo()
    {
        Task delay = Task.Delay(s_second, _clock);
        Assert.False(delay.IsCompleted);

        _clock.Advance(s_second);

        await delay.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public void CallbackRunsInTheContextOfTheTimersMaker()
    {
        AsyncLocal<string> flow = new() { Value = "maker" };
        string? seen = null;
        using ITimer timer = _clock.CreateTimer(_ => seen = flow.Value, null, s_second, Timeout.InfiniteTimeSpan);
        flow.Value = "test";

        _clock.Advance(s_second);

        Assert.Equal("maker", seen);
        Assert.Equal("test", flow.Value);
    }

    [Fact]
    public void CallbackThatAdvancesTheClockDoesNotMakeItGoBack()
    {
        using ITimer timer = _clock.CreateTimer(
            _ => _clock.Advance(10 * s_second), null, s_second, Timeout.InfiniteTimeSpan);

        _clock.Advance(2 * s_second);

        Assert.Equal(11 * s_second, _clock.GetElapsedTime(0));
    }

    private sealed class Recorder : IDisposable
    {
        public Recorder(ManualTimeProvider clock, TimeSpan due, TimeSpan period) =>
            Timer = clock.CreateTimer(_ => Times.Add(clock.GetElapsedTime(0)), null, due, period);

        public List<TimeSpan> Times { get; } = [];

        public ITimer Timer { get; }

        public void Dispose() => Timer.Dispose();
    }
}
