using AutoTrace.Diagnostics;
using AutoTrace.Model;
using AutoTrace.Sampling;

namespace AutoTrace.Tests.Sampling;

/// <summary>
/// Hundreds of processes under one rule of X-Ray's, second by second on one clock: what all of them sample together.
/// </summary>
public sealed class FleetTests
{
    private const int Clients = 300;
    private const int RequestsASecond = 5;

    // Each process reports for the first time within its first eleven seconds; X-Ray's model then shares out.
    private const int Settled = 60;

    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(1000)]
    public async Task AFleetTakesItsReservoirASecondAndNothingElse(int reservoir)
    {
        QuotaServer xray = new(_clock, reservoir, fixedRate: 0);
        Client[] fleet = await StartAsync(xray);
        for (int second = 0; second < Settled + 60; second++)
        {
            int sampled = fleet.Sum(client => client.Handle(RequestsASecond));

            // At first each may borrow one a second. Then there are quotas, which add up to the reservoir or less.
            Assert.InRange(sampled, 0, reservoir == 0 ? 0 : second < 12 ? Math.Max(Clients, reservoir) : reservoir);
            if (second > Settled)
            {
                Assert.Equal(reservoir, sampled);
            }

            await AdvanceAsync(fleet);
        }

        Assert.True(xray.Requests > 0);
    }

    [Fact]
    public async Task BorrowingEndsWhenQuotasCome()
    {
        QuotaServer xray = new(_clock, reservoir: 50, fixedRate: 0);
        Client[] fleet = await StartAsync(xray);
        for (int second = 0; second < Settled; second++)
        {
            _ = fleet.Sum(client => client.Handle(RequestsASecond));
            await AdvanceAsync(fleet);
        }

        long borrowed = xray.Borrowed;
        Assert.InRange(borrowed, Clients, Clients * 12);
        for (int second = 0; second < 60; second++)
        {
            _ = fleet.Sum(client => client.Handle(RequestsASecond));
            await AdvanceAsync(fleet);
        }

        Assert.Equal(borrowed, xray.Borrowed);
    }

    [Fact]
    public async Task AFleetThatLosesXRayBorrowsAgainOnceItsQuotasEnd()
    {
        QuotaServer xray = new(_clock, reservoir: 50, fixedRate: 0);
        Client[] fleet = await StartAsync(xray);
        for (int second = 0; second < Settled; second++)
        {
            _ = fleet.Sum(client => client.Handle(RequestsASecond));
            await AdvanceAsync(fleet);
        }

        int sampled = 0;
        for (int second = 0; second < 40; second++)
        {
            sampled = fleet.Sum(client => client.Handle(RequestsASecond));
            Assert.InRange(sampled, 50, Clients);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Clients, sampled);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(1)]
    public async Task BeyondItsReservoirAFleetTakesTheFixedRate(double rate)
    {
        const int Reservoir = 100;
        QuotaServer xray = new(_clock, Reservoir, rate);
        Client[] fleet = await StartAsync(xray);
        int sampled = 0;
        for (int second = 0; second < Settled + 60; second++)
        {
            int inThisSecond = fleet.Sum(client => client.Handle(RequestsASecond));
            sampled += second < Settled ? 0 : inThisSecond;
            await AdvanceAsync(fleet);
        }

        double rest = 60.0 * ((Clients * RequestsASecond) - Reservoir);
        double expected = (60 * Reservoir) + (rest * rate);

        // Six standard deviations: of a billion runs two would fail, and the random numbers are the same in every run.
        double deviation = 6 * Math.Sqrt(rest * rate * (1 - rate));
        Assert.InRange(sampled, expected - deviation, expected + deviation);
    }

    [Fact]
    public async Task XRayIsToldOfEveryRequest()
    {
        QuotaServer xray = new(_clock, reservoir: 100, fixedRate: 0.5);
        Client[] fleet = await StartAsync(xray);
        int sampled = 0;
        for (int second = 0; second < 30; second++)
        {
            sampled += fleet.Sum(client => client.Handle(RequestsASecond));
            await AdvanceAsync(fleet);
        }

        for (int second = 0; second < 12; second++)
        {
            await AdvanceAsync(fleet);
        }

        Assert.Equal(30 * Clients * RequestsASecond, xray.Requests);
        Assert.Equal(sampled, xray.Sampled);
    }

    /// <summary>Rivals decide by the id, whose first half is the time in X-Ray's form: by the calendar, then.</summary>
    [Fact]
    public async Task TheTimeInATracesIdDecidesNothing()
    {
        QuotaServer xray = new(_clock, reservoir: 0, fixedRate: 0.5);
        Client client = (await StartAsync(xray))[0];
        foreach (int year in (int[])[1971, 2001, 2026, 2060, 2100])
        {
            DateTimeOffset time = new(year, 6, 1, 0, 0, 0, TimeSpan.Zero);
            int sampled = client.Handle(10_000, TraceId.New(time));
            Assert.InRange(sampled, 4_700, 5_300);
        }
    }

    private async Task<Client[]> StartAsync(QuotaServer xray)
    {
        Client[] fleet = [.. Enumerable.Range(0, Clients).Select(i => new Client(_clock, xray, seed: i))];
        foreach (Client client in fleet)
        {
            await client.Central.PollAsync(default);
        }

        return fleet;
    }

    private async Task AdvanceAsync(Client[] fleet)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        foreach (Client client in fleet)
        {
            await client.Central.PollAsync(default);
        }
    }

    private sealed class Client
    {
        private readonly Sampler _sampler;

        public Client(TimeProvider clock, QuotaServer xray, int seed)
        {
            Random random = new(seed);
            _sampler = new Sampler(new AutoTraceOptions { TimeProvider = clock }, random);
            Central = new CentralSampling(
                xray, _sampler, "shop", new RuntimeLog(null, null), clock, random.NextDouble);
        }

        public CentralSampling Central { get; }

        /// <returns>How many of the requests are sampled.</returns>
        public int Handle(int requests, TraceId traceId = default)
        {
            SegmentOptions options = new() { Header = new TraceHeader { Root = traceId } };
            return Enumerable.Range(0, requests).Count(_ => _sampler.Decide(SpanName.From("shop"), options).IsSampled);
        }
    }
}
