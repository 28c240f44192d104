using System.Globalization;
using System.Text.Json;
using AutoTrace.Diagnostics;
using AutoTrace.Export;
using AutoTrace.Model;
using AutoTrace.Sampling;
using static AutoTrace.Tests.Sampling.ScriptedSampling;

namespace AutoTrace.Tests.Sampling;

/// <summary>How a sampler is kept in step with X-Ray, on a clock of the test's own and with answers at once.</summary>
public sealed class CentralSamplingTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedSampling _xray = new();
    private readonly List<string> _warnings = [];
    private readonly List<string> _said = [];
    private readonly Sampler _sampler;
    private readonly CentralSampling _central;

    public CentralSamplingTests()
    {
        _sampler = new Sampler(new AutoTraceOptions { TimeProvider = _clock });
        _central = Central();
    }

    /// <summary>Answers to GetSamplingRules that nothing can be done with.</summary>
    public static TheoryData<string> BadAnswers => new()
    {
        "", "{", "[]", "null", "\"rules\"", "{}",
        """{"SamplingRuleRecords":null}""",
        """{"SamplingRuleRecords":{}}""",
        """{"SamplingRuleRecords":[]}""",
        """{"SamplingRuleRecords":[{}]}""",
        """{"SamplingRuleRecords":[1,"a",null,[]]}""",
        """{"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"x","Priority":"high","FixedRate":1}}]}""",
        """{"SamplingRuleRecords":[],"NextToken":7}""",
        """{"SamplingRuleRecords":[],"NextToken":"on and on"}""",
        $$"""{"SamplingRuleRecords":[{{Rule("Default", rate: 1)}}],"Padding":"{{new string('x', 1 << 20)}}"}""",
    };

    [Fact]
    public async Task XRaysRulesDecideFromTheFirstAnswerOn()
    {
        _xray.Rules = _ => RulesOf(
            Rule("Default"), Rule("all", rate: 1, priority: 1, more: ",\"Host\":\"shop.*\""));
        Assert.False(_sampler.Settled.IsCompleted);

        await PollAsync();

        Assert.True(_sampler.Settled.IsCompleted);
        Assert.Equal(new SamplingVerdict(true, "all"), Decide("shop.example"));
        Assert.Equal(new SamplingVerdict(false, "Default"), Decide("other.example"));
    }

    [Fact]
    public async Task RulesAreAskedForEveryFiveMinutesAndAFewSeconds()
    {
        await PollAsync();
        List<TimeSpan> times = [];
        int asked = 1;
        for (TimeSpan now = default; now < TimeSpan.FromMinutes(30); now += TimeSpan.FromSeconds(1))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await PollAsync();
            if (_xray.RulesAsked.Count > asked)
            {
                asked++;
                times.Add(now);
            }
        }

        Assert.InRange(times.Count, 5, 6);
        Assert.All(times.Zip(times.Skip(1)), two =>
            Assert.InRange(two.Second - two.First, TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(306)));
    }

    [Fact]
    public async Task PollingSaysHowLongToWait()
    {
        Assert.InRange(await PollAsync(), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.1));
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.InRange(await PollAsync(), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6.1));
    }

    [Fact]
    public async Task EveryPageIsRead()
    {
        _xray.Rules = request => request.Text("NextToken") switch
        {
            null => Page(Rule("first", priority: 1, more: ",\"Host\":\"a\""), "2"),
            "2" => Page(Rule("second", priority: 2, more: ",\"Host\":\"b\""), "3"),
            _ => RulesOf(Rule("Default")),
        };
        await PollAsync();
        Assert.Equal(["first", "second", "Default"], new[] { "a", "b", "c" }.Select(host => Decide(host).Rule));
        Assert.Equal(3, _xray.RulesAsked.Count);
    }

    [Fact]
    public async Task PagesWithoutEndAreGivenUp()
    {
        int pages = 0;
        _xray.Rules = _ => Page(Rule("Default"), $"{++pages}");
        await PollAsync();
        Assert.Equal(20, pages);
        Assert.Null(_sampler.Central);
    }

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task ABadAnswerChangesNothing(string answer)
    {
        await PollAsync();
        SamplingRules rules = _sampler.Central!;
        _xray.Rules = _ => answer;
        for (int minute = 0; minute < 10; minute++)
        {
            await AfterAsync(TimeSpan.FromMinutes(1));
        }

        Assert.True(_xray.RulesAsked.Count > 2);
        Assert.Same(rules, _sampler.Central);
        Assert.Contains(_warnings, line => line.Contains("GetSamplingRules", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"SamplingTargetDocuments":{}}""")]
    [InlineData("""{"SamplingTargetDocuments":[{"RuleName":"Default","FixedRate":1}],"UnprocessedStatistics":[1]}""")]
    [InlineData("""{"SamplingTargetDocuments":[{"RuleName":"Default","FixedRate":1}],"LastRuleModification":"now"}""")]
    [InlineData("""{"SamplingTargetDocuments":[{"RuleName":"Default","FixedRate":1}""")]
    public async Task ABadAnswerToAReportChangesNothingAndLosesNothingOfIt(string answer)
    {
        await PollAsync();
        SamplingTarget target = _sampler.Central!.InOrder[0].Reservoir.Target;
        _xray.Targets = _ => answer;
        Decide("a");
        await AfterAsync(TimeSpan.FromSeconds(11));
        await AfterAsync(TimeSpan.FromSeconds(11));

        Assert.Equal([1, 1], _xray.TargetsAsked.Select(Requests));
        Assert.Same(target, _sampler.Central!.InOrder[0].Reservoir.Target);
    }

    [Fact]
    public async Task ARuleThatCannotBeUsedIsLeftOutAndNamedOnce()
    {
        _xray.Rules = _ => RulesOf(
            Rule("too much", rate: 1.5), "7", Rule("Default", rate: 1));
        await PollAsync();
        await AfterAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(2, _xray.RulesAsked.Count);
        Assert.Equal("Default", Decide("a").Rule);
        Assert.Equal(
            [
                "Left out of the sampling rules of script: 'too much': its FixedRate is 1.5 and must be from 0 to 1.",
                "Left out of the sampling rules of script: a rule without a name: there is 7 where an object must be.",
            ],
            _warnings);
    }

    [Fact]
    public async Task PausesAfterFailuresGrowToAMinute()
    {
        _xray.Rules = _ => throw new SegmentTransportException("away", canRetry: true);
        List<double> pauses = [];
        await PollAsync();
        while (pauses.Count < 10)
        {
            int asked = _xray.RulesAsked.Count;
            TimeSpan pause = default;
            while (_xray.RulesAsked.Count == asked)
            {
                pause += TimeSpan.FromMilliseconds(100);
                await AfterAsync(TimeSpan.FromMilliseconds(100));
            }

            pauses.Add(pause.TotalSeconds);
        }

        Assert.All(pauses.Index(), pause =>
        {
            double longest = Math.Min(60, Math.Pow(2, pause.Index));
            Assert.InRange(pause.Item, longest / 2, longest + 0.2);
        });
    }

    [Fact]
    public async Task XRaysWishToBeLeftAloneIsGranted()
    {
        _xray.Rules = _ => throw new SegmentTransportException("busy", canRetry: true, TimeSpan.FromSeconds(30));
        await PollAsync();
        await AfterAsync(TimeSpan.FromSeconds(29));
        Assert.Single(_xray.RulesAsked);
        await AfterAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, _xray.RulesAsked.Count);
    }

    [Fact]
    public async Task AFailureThatLastsIsSaidOnceInAnHourAndItsEndToo()
    {
        _xray.Rules = _ => throw new SegmentTransportException("Start the daemon.", canRetry: true);
        await PollAsync();
        await AfterAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(_warnings);
        for (int second = 0; second < 1800; second++)
        {
            await AfterAsync(TimeSpan.FromSeconds(1));
        }

        Assert.StartsWith("Start the daemon. ", Assert.Single(_warnings), StringComparison.Ordinal);
        _xray.Rules = _ => RulesOf(Rule("Default"));
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("script answers GetSamplingRules again.", Assert.Single(_said));
    }

    [Fact]
    public async Task AfterAnHourWithoutAnAnswerTheProcessDecidesAndThenXRayAgain()
    {
        await PollAsync();
        _xray.Rules = _ => throw new SegmentTransportException("away", canRetry: true);
        for (int minute = 0; minute < 59; minute++)
        {
            await AfterAsync(TimeSpan.FromMinutes(1));
            Assert.NotNull(_sampler.Central);
        }

        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Null(_sampler.Central);
        Assert.Contains("for an hour", _warnings[^1], StringComparison.Ordinal);

        _xray.Rules = _ => RulesOf(Rule("Default"));
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.NotNull(_sampler.Central);
    }

    [Fact]
    public async Task WhatARuleDecidedIsReported()
    {
        _xray.Rules = _ => RulesOf(
            Rule("used", rate: 0, reservoir: 1, priority: 1, more: ",\"Host\":\"a\""), Rule("Default"));
        await PollAsync();
        Decide("a");
        Decide("a");
        await AfterAsync(TimeSpan.FromSeconds(11));

        JsonElement request = Assert.Single(_xray.TargetsAsked);
        JsonElement report = Assert.Single(request.Items("SamplingStatisticsDocuments"));
        Assert.Equal("used", report.Text("RuleName"));
        Assert.Matches("^[0-9a-f]{24}$", report.Text("ClientID"));
        Assert.Equal((_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds, report.Number("Timestamp")!.Value, 1);
        Assert.Equal(
            (2.0, 1.0, 1.0), (report.Number("RequestCount"), report.Number("SampledCount"), report.Number("BorrowCount")));
        Assert.False(request.TryGetProperty("SamplingBoostStatisticsDocuments", out _));
    }

    [Fact]
    public async Task RulesThatNobodyAskedAreNotReported()
    {
        await PollAsync();
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(_xray.TargetsAsked);
    }

    [Fact]
    public async Task WhatCouldNotBeToldIsToldLater()
    {
        await PollAsync();
        for (int i = 0; i < 3; i++)
        {
            Decide("a");
            _xray.Targets = _ => i < 2 ? throw new SegmentTransportException("away", canRetry: true) : "{}";
            await AfterAsync(TimeSpan.FromSeconds(61));
        }

        await AfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal([1, 2, 3], _xray.TargetsAsked.Select(Requests));
    }

    [Theory]
    [InlineData("500", 2)]
    [InlineData("ThrottledException", 2)]
    [InlineData("InternalFailure", 2)]
    [InlineData("400", 1)]
    [InlineData("UnknownRule", 1)]
    public async Task WhatXRayCouldNotProcessIsToldAgainWhereThatMayHelp(string code, double toldNext)
    {
        await PollAsync();
        _xray.Targets = _ => $$"""{"UnprocessedStatistics":[{"RuleName":"Default","ErrorCode":"{{code}}"}]}""";
        Decide("a");
        await AfterAsync(TimeSpan.FromSeconds(11));
        Decide("a");
        await AfterAsync(TimeSpan.FromSeconds(11));
        Assert.Equal([1, toldNext], _xray.TargetsAsked.Select(Requests));
    }

    [Fact]
    public async Task MoreThan25RulesAreReportedInTwoRequestsOfWhichOneMayFail()
    {
        _xray.Rules = _ => RulesOf(Enumerable.Range(0, 30).Select(
            i => Rule($"rule{i}", priority: i + 1, more: $",\"Host\":\"host{i}\"")));
        await PollAsync();
        for (int i = 0; i < 30; i++)
        {
            Decide($"host{i}");
        }

        _xray.Targets = request => Count(request) < 25 ? throw new SegmentTransportException("away", canRetry: true) : "{}";
        await AfterAsync(TimeSpan.FromSeconds(11));
        _xray.Targets = _ => "{}";
        await AfterAsync(TimeSpan.FromSeconds(11));
        Assert.Equal([25, 5, 5], _xray.TargetsAsked.Select(Count));
    }

    [Fact]
    public async Task XRaySaysWhenItWantsToBeToldAgain()
    {
        await PollAsync();
        _xray.Targets = _ => TargetOf("Default", "\"Interval\":60");
        for (int second = 0; second < 130; second++)
        {
            Decide("a");
            await AfterAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, _xray.TargetsAsked.Count);
    }

    [Fact]
    public async Task AQuotaHoldsUntilItsTimeAndNoLonger()
    {
        _xray.Rules = _ => RulesOf(Rule("Default", reservoir: 50));
        await PollAsync();
        Decide("a");
        double ends = (_clock.GetUtcNow() + TimeSpan.FromSeconds(40) - DateTimeOffset.UnixEpoch).TotalSeconds;
        _xray.Targets = _ => TargetOf("Default", Json($"\"ReservoirQuota\":3,\"ReservoirQuotaTTL\":{ends}"));
        await AfterAsync(TimeSpan.FromSeconds(11));
        Assert.Equal(3, SampledOf(10));

        // What the wall clock is set to meanwhile changes nothing.
        _clock.SetWallClock(_clock.GetUtcNow() + TimeSpan.FromDays(1));
        _clock.Advance(TimeSpan.FromSeconds(28));
        Assert.Equal(3, SampledOf(10));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, SampledOf(10));
    }

    [Fact]
    public async Task ATargetChangesTheRateAndLeavesTheQuotaWhereItNamesNone()
    {
        _xray.Rules = _ => RulesOf(Rule("Default", reservoir: 1));
        await PollAsync();
        Decide("a");
        _xray.Targets = _ => TargetOf("Default", "\"FixedRate\":1");
        await AfterAsync(TimeSpan.FromSeconds(11));
        Assert.Equal(10, SampledOf(10));
        Assert.Null(_sampler.Central!.InOrder[0].Reservoir.Target.Quota);
    }

    [Fact]
    public async Task WhatWasAssignedAndCountedOutlivesTheNextRules()
    {
        await PollAsync();
        Decide("a");
        _xray.Targets = _ => TargetOf("Default", "\"FixedRate\":0.5");
        await AfterAsync(TimeSpan.FromSeconds(11));
        Decide("a");
        SamplingRules before = _sampler.Central!;
        await AfterAsync(TimeSpan.FromMinutes(6));

        Assert.NotSame(before, _sampler.Central);
        Assert.Equal(0.5, _sampler.Central!.InOrder[0].Reservoir.Target.FixedRate);
        Assert.Equal([1, 1], _xray.TargetsAsked.Select(Requests));
    }

    [Fact]
    public async Task ARateThatIsChangedInTheRuleHoldsAtOnce()
    {
        await PollAsync();
        _xray.Rules = _ => RulesOf(Rule("Default", rate: 0.75));
        await AfterAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(0.75, _sampler.Central!.InOrder[0].Reservoir.Target.FixedRate);
    }

    [Fact]
    public async Task ChangedRulesAreAskedForAtOnceAndOnce()
    {
        _xray.Rules = _ => RulesOf(Rule("Default", modifiedAt: 100));
        _xray.Targets = _ => """{"LastRuleModification":100}""";
        await PollAsync();
        Decide("a");
        await AfterAsync(TimeSpan.FromSeconds(11));
        Assert.Single(_xray.RulesAsked);

        // A rule that was deleted is in none of the dates of those that are left.
        _xray.Targets = _ => """{"LastRuleModification":200}""";
        for (int i = 0; i < 5; i++)
        {
            Decide("a");
            await AfterAsync(TimeSpan.FromSeconds(11));
            Assert.Equal(2, _xray.RulesAsked.Count);
        }
    }

    [Fact]
    public async Task SilenceEndsAfterTenSeconds()
    {
        CentralSampling central = Central(new SilentSampling());
        Task<TimeSpan> poll = central.PollAsync(default);
        await _clock.AdvanceUntilAsync(() => poll.IsCompleted, TimeSpan.FromSeconds(1));
        Assert.Equal(_clock.GetUtcNow(), new DateTimeOffset(2026, 1, 1, 0, 0, 10, TimeSpan.Zero));
        await poll;
    }

    [Fact]
    public async Task ItEndsWhenItIsStopped()
    {
        using CancellationTokenSource stop = new();
        Task<TimeSpan> poll = Central(new SilentSampling()).PollAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task ABoostRaisesTheRateUntilItsTime()
    {
        _xray.Rules = _ => RulesOf(Rule(
            "Default", more: ",\"SamplingRateBoost\":{\"MaxRate\":1,\"CooldownWindowMinutes\":10}"));
        await PollAsync();
        Decide("a");
        double ends = (_clock.GetUtcNow() + TimeSpan.FromSeconds(40) - DateTimeOffset.UnixEpoch).TotalSeconds;
        _xray.Targets = _ => TargetOf(
            "Default", Json($"\"FixedRate\":0,\"SamplingBoost\":{{\"BoostRate\":1,\"BoostRateTTL\":{ends}}}"));
        await AfterAsync(TimeSpan.FromSeconds(11));
        Assert.Equal(10, SampledOf(10));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, SampledOf(10));
    }

    [Fact]
    public async Task ABoostNeverLowersTheRate()
    {
        _xray.Rules = _ => RulesOf(Rule(
            "Default", rate: 1, more: ",\"SamplingRateBoost\":{\"MaxRate\":1,\"CooldownWindowMinutes\":10}"));
        await PollAsync();
        Decide("a");
        _xray.Targets = _ => TargetOf(
            "Default", "\"SamplingBoost\":{\"BoostRate\":0.01,\"BoostRateTTL\":9000000000}");
        await AfterAsync(TimeSpan.FromSeconds(11));
        Assert.Equal(10, SampledOf(10));
    }

    [Fact]
    public async Task AnomaliesAreReportedForRulesThatHaveABoost()
    {
        _xray.Rules = _ => RulesOf(Rule(
            "Default", more: ",\"SamplingRateBoost\":{\"MaxRate\":1,\"CooldownWindowMinutes\":10}"));
        await PollAsync();
        AnomalyTally anomalies = Decide("a").Anomalies!;
        anomalies.Add(isAnomaly: true, isRecorded: true);
        anomalies.Add(isAnomaly: true, isRecorded: false);
        anomalies.Add(isAnomaly: false, isRecorded: true);
        await AfterAsync(TimeSpan.FromSeconds(11));

        JsonElement request = Assert.Single(_xray.TargetsAsked);
        JsonElement report = Assert.Single(request.Items("SamplingBoostStatisticsDocuments"));
        Assert.Equal(("Default", "shop"), (report.Text("RuleName"), report.Text("ServiceName")));
        Assert.Equal(
            (3.0, 2.0, 1.0), (report.Number("TotalCount"), report.Number("AnomalyCount"), report.Number("SampledAnomalyCount")));
    }

    private static string Json(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Page(string rule, string nextToken) =>
        $$"""{"SamplingRuleRecords":[{{rule}}],"NextToken":"{{nextToken}}"}""";

    private static int Count(JsonElement request) => request.Items("SamplingStatisticsDocuments").Count();

    private static double Requests(JsonElement request) =>
        request.Items("SamplingStatisticsDocuments").Single().Number("RequestCount")!.Value;

    private CentralSampling Central(ISamplingTransport? transport = null) =>
        new(transport ?? _xray, _sampler, "shop", new RuntimeLog(_said.Add, _warnings.Add), _clock);

    private Task<TimeSpan> PollAsync() => _central.PollAsync(default);

    private async Task AfterAsync(TimeSpan time)
    {
        _clock.Advance(time);
        await PollAsync();
    }

    private SamplingVerdict Decide(string host) =>
        _sampler.Decide(SpanName.From("shop"), new SegmentOptions { Request = new SamplingRequest { Host = host } });

    private int SampledOf(int requests) => Enumerable.Range(0, requests).Count(_ => Decide("a").IsSampled);

    private sealed class SilentSampling : ISamplingTransport
    {
        public string Description => "silence";

        public Task<ReadOnlyMemory<byte>> GetSamplingRulesAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
            Task.Delay(Timeout.Infinite, cancellation).ContinueWith(
                _ => ReadOnlyMemory<byte>.Empty, cancellation, TaskContinuationOptions.None, TaskScheduler.Default);

        public Task<ReadOnlyMemory<byte>> GetSamplingTargetsAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
            GetSamplingRulesAsync(request, cancellation);
    }
}
