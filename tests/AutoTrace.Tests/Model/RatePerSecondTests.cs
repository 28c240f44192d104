using AutoTrace.Model;

namespace AutoTrace.Tests.Model;

public sealed class RatePerSecondTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void ARateIsExactWhenManyAskAtOnce()
    {
        RatePerSecond rate = new(_clock);
        for (int second = 0; second < 5; second++)
        {
            int taken = 0;
            Parallel.For(0, 1000, _ => Interlocked.Add(ref taken, rate.TryTake(100) ? 1 : 0));
            Assert.Equal(100, taken);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void WhoReadTheClockAndWasKeptWaitingDoesNotBeginTheSecondAnew()
    {
        RatePerSecond rate = new(_clock);
        long stale = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(rate.TryTake(1));
        Assert.False(rate.TryTake(1, stale));
        Assert.False(rate.TryTake(1));
    }

    [Fact]
    public void SecondsThatPassWhileManyAskGiveEachNoMoreThanItsShare()
    {
        const int Limit = 10;
        const int Seconds = 50;
        RatePerSecond rate = new(_clock);
        int taken = 0;
        Parallel.For(0, Seconds * 200, i =>
        {
            if (i % 200 == 0)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }

            Interlocked.Add(ref taken, rate.TryTake(Limit) ? 1 : 0);
        });
        Assert.InRange(taken, Limit, Limit * (Seconds + 1));
    }
}
