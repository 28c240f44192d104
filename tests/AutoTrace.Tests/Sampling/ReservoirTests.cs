using AutoTrace.Sampling;

namespace AutoTrace.Tests.Sampling;

public sealed class ReservoirTests
{
    private static readonly Random s_never = new FixedRandom(0.999);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void ItsQuotaIsTakenFirstAndAgainInTheNextSecond()
    {
        Reservoir reservoir = With(quota: 3);
        Assert.Equal(3, Sampled(reservoir, requests: 10));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, Sampled(reservoir, requests: 10));
        Assert.Equal(new RuleUsage(Requests: 20, Sampled: 6, Borrowed: 0), reservoir.Usage);
    }

    [Fact]
    public void WithoutAQuotaOneRequestASecondIsBorrowedAndCountsAsSampled()
    {
        Reservoir reservoir = With(quota: null);
        Assert.Equal(1, Sampled(reservoir, requests: 10));
        Assert.Equal(new RuleUsage(Requests: 10, Sampled: 1, Borrowed: 1), reservoir.Usage);
    }

    [Fact]
    public void WithoutAReservoirNothingIsBorrowed() =>
        Assert.Equal(0, Sampled(With(quota: null), requests: 10, mayBorrow: false));

    [Fact]
    public void AQuotaOfNothingIsAQuotaAndEndsTheBorrowing() => Assert.Equal(0, Sampled(With(quota: 0), requests: 10));

    [Fact]
    public void WhatWasBorrowedInASecondIsPartOfTheQuotaThatArrivesInIt()
    {
        Reservoir reservoir = With(quota: null);
        Assert.Equal(1, Sampled(reservoir, requests: 10));
        reservoir.Target = reservoir.Target with { Quota = 3 };
        Assert.Equal(2, Sampled(reservoir, requests: 10));
    }

    [Fact]
    public void AQuotaThatHasRunOutIsBorrowedAgain()
    {
        Reservoir reservoir = With(quota: 5, lasts: TimeSpan.FromSeconds(1));
        Assert.Equal(5, Sampled(reservoir, requests: 10));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, Sampled(reservoir, requests: 10));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Sampled(reservoir, requests: 10));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.05, 0.0499, 10)]
    [InlineData(0.05, 0.05, 0)]
    [InlineData(1, 0.999999, 10)]
    public void TheFixedRateDecidesAboutTheRest(double rate, double random, int sampled)
    {
        Reservoir reservoir = new(_clock, new SamplingTarget { FixedRate = rate, Quota = 0 });
        Assert.Equal(sampled, Sampled(reservoir, requests: 10, random: new FixedRandom(random)));
    }

    [Fact]
    public void TheWallClockHasNoSay()
    {
        Reservoir reservoir = With(quota: 1);
        Assert.Equal(1, Sampled(reservoir, requests: 10));
        _clock.SetWallClock(_clock.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.Equal(0, Sampled(reservoir, requests: 10));
    }

    [Fact]
    public void NoSecondGivesMoreThanItsQuotaHoweverManyAskAndWheneverItChanges()
    {
        const int Seconds = 20;
        const int Most = 7;
        Reservoir reservoir = With(quota: null);
        int asked = 0;
        int sampled = 0;
        Parallel.For(0, Seconds * 500, i =>
        {
            if (i % 500 == 0)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                int? quota = (i / 500 % 3) switch { 0 => null, 1 => Most, _ => 2 };
                reservoir.Target = reservoir.Target with { Quota = quota };
            }

            Interlocked.Increment(ref asked);
            Interlocked.Add(ref sampled, reservoir.Decide(mayBorrow: true, s_never) ? 1 : 0);
        });

        Assert.InRange(sampled, 1, (Seconds + 1) * Most);
        Assert.Equal((asked, sampled), (reservoir.Usage.Requests, reservoir.Usage.Sampled));
    }

    [Fact]
    public async Task ReadingsTakenMeanwhileMakeSenseAndAddUpToEverything()
    {
        Reservoir reservoir = new(_clock, new SamplingTarget { FixedRate = 0.5 });
        Random random = new FixedRandom(0.4);
        Task deciding = Task.Run(() => Parallel.For(0, 100_000, _ => reservoir.Decide(mayBorrow: true, random)));
        RuleUsage reported = default;
        bool isLast;
        do
        {
            isLast = deciding.IsCompleted;
            RuleUsage news = reservoir.Usage - reported;
            Assert.InRange(news.Sampled, news.Borrowed, news.Requests);
            Assert.InRange(news.Borrowed, 0, news.Sampled);
            reported = new RuleUsage(
                reported.Requests + news.Requests, reported.Sampled + news.Sampled, reported.Borrowed + news.Borrowed);
        }
        while (!isLast);

        await deciding;
        Assert.Equal(new RuleUsage(Requests: 100_000, Sampled: 100_000, Borrowed: 1), reported);
    }

    private Reservoir With(int? quota, TimeSpan? lasts = null) => new(_clock, new SamplingTarget
    {
        FixedRate = 0.05,
        Quota = quota,
        QuotaEnds = lasts is { } time ? _clock.GetTimestamp() + time.Ticks : long.MaxValue,
    });

    private static int Sampled(Reservoir reservoir, int requests, bool mayBorrow = true, Random? random = null) =>
        Enumerable.Range(0, requests).Count(_ => reservoir.Decide(mayBorrow, random ?? s_never));
}
