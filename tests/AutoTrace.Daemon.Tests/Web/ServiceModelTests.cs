using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Daemon.Tests.ServiceModel;

namespace AutoTrace.Daemon.Tests.Web;

/// <summary>
/// Every field of every answer exists in the model that the SDKs and the CLI are made from, with that type.
/// </summary>
public sealed class ServiceModelTests
{
    [Theory]
    [InlineData("PutTraceSegments", """{"TraceSegmentDocuments":["{}","[]"]}""", "UnprocessedTraceSegments")]
    [InlineData("PutTelemetryRecords", """{"TelemetryRecords":[{"Timestamp":1}],"Hostname":"x"}""", null)]
    [InlineData("GetSamplingRules", "{}", "SamplingRuleRecords")]
    [InlineData(
        "GetSamplingTargets",
        """{"SamplingStatisticsDocuments":[{"RuleName":"Default"},{"RuleName":"mine"}]}""",
        "SamplingTargetDocuments")]
    [InlineData("GetTraceSummaries", """{"StartTime":0,"EndTime":9000000000}""", "TraceSummaries")]
    [InlineData("BatchGetTraces", """{"TraceIds":["1-581cf771-a006649127e371903a2de979","?"]}""", "Traces")]
    [InlineData("GetTraceGraph", """{"TraceIds":["1-581cf771-a006649127e371903a2de979"]}""", "Services")]
    [InlineData("GetServiceGraph", """{"StartTime":0,"EndTime":9000000000}""", "Services")]
    public async Task AnAnswerIsWhatTheModelSays(string operation, string input, string? filled)
    {
        await using TestDaemon daemon = await TestDaemon.StartAsync();
        await daemon.PutAsync(EverythingAtOnce());

        JsonElement answer = await daemon.PostAsync(
            ServiceModelShape.PathOf(operation), (JsonObject)JsonNode.Parse(input)!);

        Assert.Empty(ServiceModelShape.OutputOf(operation).Differences(answer));
        Assert.True(filled is null || answer.GetProperty(filled).GetArrayLength() > 0);
    }

    [Fact]
    public void TheCheckSeesUnknownMissingAndWronglyTypedFields()
    {
        JsonElement rules = JsonElement.Parse(
            """{"SamplingRuleRecords":[{"SamplingRule":{"Priority":"1","Nonsense":1}}],"NextToken":[]}""");

        string[] differences = [.. ServiceModelShape.OutputOf("GetSamplingRules").Differences(rules)];

        Assert.Contains("$.SamplingRuleRecords[0].SamplingRule.Priority: String instead of integer", differences);
        Assert.Contains("$.SamplingRuleRecords[0].SamplingRule.Nonsense: unknown to the model", differences);
        Assert.Contains("$.SamplingRuleRecords[0].SamplingRule.FixedRate: required", differences);
        Assert.Contains("$.NextToken: Array instead of string", differences);
    }

    private static JsonObject[] EverythingAtOnce() =>
    [
        Some.Segment("storefront", 1).With("user", "ann").With("fault", true)
            .WithJson("http", """
                {"request":{"method":"GET","url":"/","user_agent":"x","client_ip":"::1"},"response":{"status":500}}
                """)
            .WithJson("annotations", """{"text":"x","number":1.5,"flag":true}""")
            .Around(Some.Subsegment("orders", 2, "remote"), Some.Subsegment("DynamoDB", 3, "aws")),
        Some.Segment("orders", 4, caller: 2).With("origin", "AWS::ECS::Container").With("throttle", true),
        Some.Segment("worker", 5, lasts: null),
    ];
}
