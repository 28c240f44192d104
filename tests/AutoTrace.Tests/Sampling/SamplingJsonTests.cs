using System.Text;
using System.Text.Json;
using AutoTrace.Daemon.Tests.ServiceModel;
using AutoTrace.Model;
using AutoTrace.Sampling;
using static AutoTrace.Tests.Sampling.ScriptedSampling;

namespace AutoTrace.Tests.Sampling;

/// <summary>X-Ray's sampling operations on the wire, by what AWS and others have published.</summary>
public sealed class SamplingJsonTests
{
    private static readonly DateTimeOffset s_time = DateTimeOffset.FromUnixTimeSeconds(1530922806);

    /// <summary>A member of a rule that makes no sense, and what is said about it.</summary>
    public static TheoryData<string, string> Flaws => new()
    {
        { "\"RuleName\":null", "a rule without a name: it has no RuleName" },
        { "\"RuleName\":7", "a rule without a name: its RuleName is 7 and must be a text" },
        { "\"Priority\":null", "'rule': it has no Priority" },
        { "\"Priority\":-1", "'rule': its Priority is -1 and must be a whole number, 0 or more" },
        { "\"Priority\":1.5", "'rule': its Priority is 1.5 and must be a whole number, 0 or more" },
        { "\"FixedRate\":null", "'rule': it has no FixedRate" },
        { "\"FixedRate\":\"0.1\"", "'rule': its FixedRate is a text and must be a number" },
        { "\"FixedRate\":1.01", "'rule': its FixedRate is 1.01 and must be from 0 to 1" },
        { "\"FixedRate\":1e999", "'rule': its FixedRate is 1e999 and must be a number" },
        { "\"ReservoirSize\":-1", "'rule': its ReservoirSize is -1 and must be a whole number, 0 or more" },
        { "\"Host\":[]", "'rule': its Host is a list and must be a text" },
        { "\"Version\":2", "'rule': its Version is 2, of which this version of AutoTrace knows nothing" },
        { "\"Attributes\":[]", "'rule': there is a list where an object must be" },
        { "\"Attributes\":{\"tier\":1}", "'rule': its tier is 1 and must be a text" },
        { $"\"URLPath\":\"{new string('*', 257)}\"", "'rule': its URLPath has 257 characters, more than 256" },
    };

    [Fact]
    public void TheGuidesRulesAreRead()
    {
        CentralRulesPage page = ReadRules(TestData.Text("developer-guide/sampling/01-SamplingRuleRecords.json"));

        Assert.Equal(["polling-scorekeep", "base-scorekeep", "Default"], InOrder(page).Select(rule => rule.Name));
        SamplingRule polling = InOrder(page)[0];
        Assert.Equal((5000, 0, 0.003), (polling.Priority, polling.ReservoirSize, polling.Reservoir.Target.FixedRate));
        Assert.Equal(1530920505, page.ModifiedAt);
        Assert.Null(page.NextToken);
        Assert.Equal("polling-scorekeep", Matching(page, "Scorekeep", "GET", "/api/state/7"));
        Assert.Equal("base-scorekeep", Matching(page, "scorekeep", "POST", "/api/state/7"));
        Assert.Equal("Default", Matching(page, "shop", "GET", "/api/state/7"));
    }

    [Fact]
    public void OpenTelemetrysRulesAreRead()
    {
        CentralRulesPage page = ReadRules(TestData.Text("opentelemetry-dotnet-contrib/GetSamplingRulesResponse.json"));

        Assert.Empty(page.Complaints);
        Assert.Equal(["Rule2", "Rule1", "Default"], InOrder(page).Select(rule => rule.Name));
        Assert.Equal([("foo", "bar"), ("doo", "baz")], InOrder(page)[1].Attributes.Select(a => (a.Key, a.Value.ToString())));
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public void AFlawIsNamedAndCostsItsRuleAlone(string member, string complaint)
    {
        CentralRulesPage page = ReadRules(RulesOf(
            "{\"SamplingRule\":{\"RuleName\":\"rule\",\"Priority\":1,\"FixedRate\":0.1," + member + "}}",
            Rule("Default")));

        Assert.Equal(complaint, Assert.Single(page.Complaints));
        Assert.Equal("Default", Assert.Single(page.Rules).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","ServiceName":null,"ServiceType":null,"Host":null,"HTTPMethod":null,"URLPath":null,"Attributes":null""")]
    [InlineData(""","ServiceName":"*","SomethingNew":{"a":[1]}""")]
    public void WhatIsMissingOrUnknownMatchesEverything(string members)
    {
        CentralRulesPage page = ReadRules(RulesOf(
            "{\"SamplingRule\":{\"RuleName\":\"rule\",\"Priority\":1,\"FixedRate\":0.1" + members + "}}"));

        Assert.Empty(page.Complaints);
        Assert.Equal("rule", Matching(page, "any", "GET", "/"));
    }

    [Theory]
    [InlineData("""  "Host":"\ud800"  """)]
    [InlineData("""  "Attributes":{"\ud800":"a"}  """)]
    [InlineData("""  "Attributes":{"a":"\udc00"}  """)]
    public void HalfACharacterCostsItsRuleAlone(string member)
    {
        CentralRulesPage page = ReadRules(RulesOf(
            "{\"SamplingRule\":{\"RuleName\":\"rule\",\"Priority\":1,\"FixedRate\":0.1," + member + "}}", Rule("Default")));

        Assert.StartsWith("'rule': ", Assert.Single(page.Complaints), StringComparison.Ordinal);
        Assert.Equal("Default", Assert.Single(page.Rules).Name);
    }

    [Fact]
    public void ARuleForAResourceIsNotForAProcessThatKnowsOfNone()
    {
        CentralRulesPage page = ReadRules(RulesOf(
            """{"SamplingRule":{"RuleName":"rule","Priority":1,"FixedRate":0.1,"ResourceARN":"arn:aws:ecs:*"}}"""));

        Assert.Empty(page.Complaints);
        Assert.Empty(page.Rules);
    }

    [Fact]
    public void TheGuidesTargetsAreRead()
    {
        SamplingTargetsAnswer answer = ReadTargets(TestData.Text("developer-guide/sampling/02-SamplingTargetDocuments.json"));

        Assert.Equal(1530920505, answer.RulesModifiedAt);
        Assert.Equal(
            new TargetDocument
            {
                FixedRate = 0.1,
                Quota = 2,
                QuotaEnds = DateTimeOffset.FromUnixTimeSeconds(1530923107),
                Interval = 10,
            },
            answer.Targets["base-scorekeep"]);
        Assert.Equal(0, answer.Targets["polling-scorekeep"].Quota);
    }

    [Fact]
    public void OpenTelemetrysTargetsAreRead()
    {
        SamplingTargetsAnswer answer = ReadTargets(
            TestData.Text("opentelemetry-dotnet-contrib/GetSamplingTargetsResponse.json"));

        Assert.Equal(new TargetDocument { FixedRate = 0.003 }, answer.Targets["rule3"]);
        Assert.Equal("400", answer.Unprocessed["rule2"]);
    }

    [Theory]
    [InlineData("\"FixedRate\":2")]
    [InlineData("\"ReservoirQuota\":-1")]
    [InlineData("\"ReservoirQuota\":0.5")]
    [InlineData("\"ReservoirQuotaTTL\":\"soon\"")]
    [InlineData("\"ReservoirQuotaTTL\":1e300")]
    [InlineData("\"ReservoirQuotaTTL\":-1")]
    [InlineData("\"Interval\":-10")]
    [InlineData("\"SamplingBoost\":1")]
    [InlineData("\"SamplingBoost\":{\"BoostRate\":3,\"BoostRateTTL\":1}")]
    public void ATargetThatMakesNoSenseCostsItselfAlone(string member)
    {
        SamplingTargetsAnswer answer = ReadTargets(
            $$"""{"SamplingTargetDocuments":[{"RuleName":"a",{{member}}},{"RuleName":"b","FixedRate":0.1}]}""");

        Assert.StartsWith("the target of 'a': ", Assert.Single(answer.Complaints), StringComparison.Ordinal);
        Assert.Equal("b", Assert.Single(answer.Targets).Key);
    }

    [Fact]
    public void TheBoostOfATargetIsRead()
    {
        SamplingTargetsAnswer answer = ReadTargets(TargetOf(
            "a", "\"FixedRate\":0.1,\"SamplingBoost\":{\"BoostRate\":0.25,\"BoostRateTTL\":1530923107}"));

        Assert.Equal(
            new TargetDocument
            {
                FixedRate = 0.1,
                BoostRate = 0.25,
                BoostEnds = DateTimeOffset.FromUnixTimeSeconds(1530923107),
            },
            answer.Targets["a"]);
    }

    [Fact]
    public void AReportIsWrittenAsTheGuideWritesIt()
    {
        JsonElement request = Written(
            new RuleReport("base-scorekeep", new RuleUsage(110, 20, 10), default),
            new RuleReport("polling-scorekeep", new RuleUsage(10_500, 31, 0), default));

        JsonElement guide = JsonElement.Parse(
            TestData.Text("developer-guide/sampling/02-request-SamplingStatisticsDocuments.json"));
        Assert.True(JsonElement.DeepEquals(guide, request), request.GetRawText());
    }

    [Fact]
    public void RequestsAreWhatTheServiceModelSays()
    {
        JsonElement targets = Written(
            new RuleReport("a", new RuleUsage(3, 2, 1), new AnomalyCounts(3, 2, 1)),
            new RuleReport("b", new RuleUsage(long.MaxValue, 2, 1), default));
        JsonElement rules = JsonElement.Parse(CentralRulesJson.WriteRequest("next").Span);

        Assert.Empty(ServiceModelShape.InputOf("GetSamplingTargets").Differences(targets));
        Assert.Empty(ServiceModelShape.InputOf("GetSamplingRules").Differences(rules));
        Assert.Equal("a", Assert.Single(targets.Items("SamplingBoostStatisticsDocuments")).Text("RuleName"));
        Assert.Equal("next", rules.Text("NextToken"));
        Assert.Equal("{}", Encoding.UTF8.GetString(CentralRulesJson.WriteRequest(null).Span));
    }

    private static JsonElement Written(params RuleReport[] reports) => JsonElement.Parse(
        SamplingTargetsJson.WriteRequest("ABCDEF1234567890ABCDEF10", "shop", s_time, reports).Span);

    private static CentralRulesPage ReadRules(string answer) =>
        CentralRulesJson.ReadAnswer(Encoding.UTF8.GetBytes(answer), TimeProvider.System);

    private static SamplingTargetsAnswer ReadTargets(string answer) =>
        SamplingTargetsJson.ReadAnswer(Encoding.UTF8.GetBytes(answer));

    private static SamplingRule[] InOrder(CentralRulesPage page) =>
        new SamplingRules([.. page.Rules]).InOrder.ToArray();

    private static string? Matching(CentralRulesPage page, string service, string method, string path) =>
        new SamplingRules([.. page.Rules])
            .Find(new SamplingRequest { ServiceName = service, Method = method, UrlPath = path })?.Name;
}
