using AutoTrace.Model;
using AutoTrace.Sampling;

namespace AutoTrace.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly SpanName s_orders = SpanName.From("orders");

    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData(SamplingDecision.Sampled, true)]
    [InlineData(SamplingDecision.NotSampled, false)]
    public void AnIncomingDecisionHoldsAndAsksNoRule(SamplingDecision incoming, bool isSampled)
    {
        Sampler sampler = With(Rule("none", fixedRate: incoming == SamplingDecision.Sampled ? 0 : 1));
        SegmentOptions segment = new() { Header = new TraceHeader { Sampled = incoming } };
        Assert.Equal(new SamplingVerdict(isSampled), sampler.Decide(s_orders, segment));
    }

    [Theory]
    [InlineData(SamplingDecision.Unknown)]
    [InlineData(SamplingDecision.Requested)]
    public void WhatIsAskedOrOpenIsForTheRules(SamplingDecision incoming)
    {
        Sampler sampler = With(Rule("all", fixedRate: 1));
        SegmentOptions segment = new() { Header = new TraceHeader { Sampled = incoming } };
        Assert.Equal(new SamplingVerdict(IsSampled: true, "all"), sampler.Decide(s_orders, segment));
    }

    [Fact]
    public void TheMatchingRuleOfTheLowestPriorityDecidesThenTheFirstByName()
    {
        Sampler sampler = With(
            Rule("late", priority: 9),
            Rule("b", priority: 3),
            Rule("a", priority: 3),
            Rule("other method", priority: 1, method: "POST"));
        Assert.Equal("a", sampler.Decide(s_orders, new() { Request = new() { Method = "GET" } }).Rule);
        Assert.Equal("other method", sampler.Decide(s_orders, new() { Request = new() { Method = "post" } }).Rule);
    }

    [Fact]
    public void EveryFieldMustMatch()
    {
        SamplingRule rule = new()
        {
            Name = "exact",
            Priority = 1,
            ReservoirSize = 0,
            ServiceName = new WildcardPattern("orders"),
            ServiceType = new WildcardPattern("AWS::ECS::*"),
            Host = new WildcardPattern("*.example.com"),
            Method = new WildcardPattern("GET"),
            UrlPath = new WildcardPattern("/orders/*"),
            Attributes = [new("tier", new WildcardPattern("g?ld"))],
            Reservoir = new Reservoir(_clock, new SamplingTarget { FixedRate = 1 }),
        };
        SamplingRequest request = new()
        {
            ServiceName = "orders",
            ServiceType = "AWS::ECS::Container",
            Host = "shop.example.com",
            Method = "GET",
            UrlPath = "/orders/7",
            Attributes = key => key == "tier" ? "gold" : null,
        };

        Assert.True(rule.Matches(request));
        Assert.False(rule.Matches(request with { ServiceName = "other" }));
        Assert.False(rule.Matches(request with { ServiceType = "AWS::EC2::Instance" }));
        Assert.False(rule.Matches(request with { Host = "example.org" }));
        Assert.False(rule.Matches(request with { Method = "PUT" }));
        Assert.False(rule.Matches(request with { UrlPath = "/" }));
        Assert.False(rule.Matches(request with { Attributes = _ => "silver" }));
    }

    [Fact]
    public void AFieldThatIsNotKnownMatchesAndAnAttributeThatIsMissingDoesNot()
    {
        SamplingRule narrow = Rule("narrow", method: "GET");
        SamplingRule attributed = new()
        {
            Name = "attributed",
            Priority = 1,
            ReservoirSize = 0,
            Attributes = [new("tier", WildcardPattern.Any)],
            Reservoir = narrow.Reservoir,
        };

        Assert.True(narrow.Matches(default));
        Assert.False(attributed.Matches(default));
        Assert.False(attributed.Matches(new() { Attributes = _ => null }));
        Assert.False(attributed.Matches(new() { Attributes = _ => throw new InvalidOperationException() }));
        Assert.True(attributed.Matches(new() { Attributes = _ => string.Empty }));
    }

    [Fact]
    public void NameAndTypeAreTheSegmentsUnlessTheRequestSaysOtherwise()
    {
        Sampler sampler = new(new AutoTraceOptions { Origin = "AWS::EC2::Instance" })
        {
            Local = new SamplingRules(
                Rule("name", service: "orders", type: "AWS::EC2::Instance"),
                Rule("type", service: "orders", type: "AWS::ECS::Container"),
                Rule("rest", priority: 9)),
        };
        Assert.Equal("name", sampler.Decide(s_orders, default).Rule);
        Assert.Equal("type", sampler.Decide(s_orders, new() { Origin = "AWS::ECS::Container" }).Rule);
        Assert.Equal("rest", sampler.Decide(s_orders, new() { Request = new() { ServiceName = "else" } }).Rule);
    }

    [Fact]
    public void XRaysRulesComeFirstAndTheLocalOnesTakeWhatTheyLeave()
    {
        Sampler sampler = With(Rule("local"));
        sampler.Central = new SamplingRules(Rule("central", method: "GET"));
        Assert.Equal("central", sampler.Decide(s_orders, new() { Request = new() { Method = "GET" } }).Rule);
        Assert.Equal("local", sampler.Decide(s_orders, new() { Request = new() { Method = "PUT" } }).Rule);
        sampler.Central = null;
        Assert.Equal("local", sampler.Decide(s_orders, new() { Request = new() { Method = "GET" } }).Rule);
    }

    [Fact]
    public void WithoutRulesEverythingIsRecorded() =>
        Assert.Equal(new SamplingVerdict(IsSampled: true), With(null).Decide(s_orders, default));

    [Fact]
    public void TheTraceIdHasNoSay()
    {
        // OpenTelemetry's ratio takes the first bytes of the id for random; in X-Ray's form they are the time.
        SamplingRules half = new(Rule("half", fixedRate: 0.5));
        Sampler sampler = new(new AutoTraceOptions(), new Random(7)) { Local = half };
        int sampled = Enumerable.Range(0, 10_000)
            .Select(_ => new TraceHeader { Root = TraceId.New(_clock.GetUtcNow()) })
            .Count(header => sampler.Decide(s_orders, new() { Header = header }).IsSampled);
        Assert.InRange(sampled, 4_700, 5_300);
    }

    [Fact]
    public void XRaysDefaultIsOneASecondAndFivePercentOfTheRest()
    {
        Sampler sampler = new(new AutoTraceOptions(), new Random(7)) { Local = SamplingRules.Default(_clock) };
        int sampled = Enumerable.Range(0, 10_000).Count(_ => sampler.Decide(s_orders, default).IsSampled);
        Assert.InRange(sampled, 400, 600);
        Assert.Equal("Default", sampler.Decide(s_orders, default).Rule);
    }

    [Fact]
    public void ADecisionAllocatesNothing()
    {
        IEnumerable<SamplingRule> others =
            Enumerable.Range(0, 25).Select(i => Rule($"rule{i}", priority: i, method: "POST"));
        Sampler sampler = With([.. others, Rule("rest", priority: 99)]);
        SamplingRequest request = new() { Method = "GET", UrlPath = "/orders/7", Host = "example.com" };
        SegmentOptions segment = new() { Request = request };
        for (int i = 0; i < 100; i++)
        {
            sampler.Decide(s_orders, segment);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            sampler.Decide(s_orders, segment);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private Sampler With(params SamplingRule[]? rules) =>
        new(new AutoTraceOptions()) { Local = rules is null ? null : new SamplingRules(rules) };

    private SamplingRule Rule(
        string name,
        int priority = 1,
        double fixedRate = 1,
        string method = "*",
        string service = "*",
        string type = "*") => new()
    {
        Name = name,
        Priority = priority,
        ReservoirSize = 0,
        ServiceName = new WildcardPattern(service),
        ServiceType = new WildcardPattern(type),
        Method = new WildcardPattern(method),
        Reservoir = new Reservoir(_clock, new SamplingTarget { FixedRate = fixedRate }),
    };
}
