using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.Web;

public sealed class XRayApiTests : IAsyncLifetime
{
    private TestDaemon _daemon = null!;

    public async Task InitializeAsync() => _daemon = await TestDaemon.StartAsync();

    public async Task DisposeAsync() => await _daemon.DisposeAsync();

    [Fact]
    public async Task DocumentsPutInAreAnsweredOneByOne()
    {
        JsonElement answer = await _daemon.PutAsync(Some.Segment("good", 1), Without("name"), Without("id"));

        JsonElement[] unprocessed = [.. answer.Items("UnprocessedTraceSegments")];
        Assert.Equal(["MissingName", "MissingId"], unprocessed.Select(u => u.Text("ErrorCode")));
        Assert.Equal(Some.Id(9), unprocessed[0].Text("Id"));
        Assert.False(unprocessed[1].TryGetProperty("Id", out _));
        Assert.StartsWith("Invalid segment. ErrorCode: MissingName", unprocessed[0].Text("Message"));
        await _daemon.StatusAsync("ReceivedDocuments", 1);
        await _daemon.StatusAsync("InvalidDocuments", 2);
    }

    [Theory]
    [InlineData("/TraceSummaries", """{"StartTime":0,"EndTime":1,"FilterExpression":"ok"}""", "FilterExpression")]
    [InlineData(
        "/TraceSummaries", """{"StartTime":0,"EndTime":1,"NextToken":"x"}""", "NextToken is currently not supported")]
    [InlineData("/TraceSummaries", """{"StartTime":0,"EndTime":1,"TimeRangeType":"Era"}""", "TraceId, Event, Service")]
    [InlineData("/TraceSummaries", """{"EndTime":1}""", "StartTime is required")]
    [InlineData("/ServiceGraph", """{"StartTime":0}""", "EndTime is required")]
    [InlineData("/ServiceGraph", """{"StartTime":0,"EndTime":1e999}""", "EndTime is required, in epoch seconds")]
    [InlineData("/ServiceGraph", """{"StartTime":2,"EndTime":1}""", "StartTime is after EndTime")]
    [InlineData("/ServiceGraph", """{"StartTime":"today","EndTime":1}""", "at $.StartTime")]
    [InlineData("/ServiceGraph", """{"StartTime":0,"EndTime":1,"GroupName":"g"}""", "Groups are not supported")]
    [InlineData("/ServiceGraph", """{"StartTime":0,"EndTime":1,"GroupARN":"g"}""", "Groups are not supported")]
    [InlineData(
        "/ServiceGraph", """{"StartTime":0,"EndTime":1,"NextToken":"x"}""", "NextToken is currently not supported")]
    [InlineData("/Traces", """{"TraceIds":["1","2","3","4","5","6"]}""", "Exceeding maximum query size: 5")]
    [InlineData("/TraceGraph", """{"TraceIds":["1","2","3","4","5","6"]}""", "Exceeding maximum query size: 5")]
    [InlineData("/Traces", "{}", "TraceIds is required")]
    [InlineData("/Traces", """{"TraceIds":[],"NextToken":"x"}""", "NextToken is currently not supported")]
    [InlineData("/GetSamplingRules", """{"NextToken":"x"}""", "NextToken is currently not supported")]
    [InlineData("/SamplingTargets", "{}", "SamplingStatisticsDocuments is required")]
    [InlineData("/TraceSegments", "{}", "TraceSegmentDocuments is required")]
    [InlineData("/TraceSegments", "null", "The body is null")]
    [InlineData("/TraceSegments", "", "The body is not JSON")]
    [InlineData("/TelemetryRecords", "[", "The body is not JSON")]
    public async Task WhatCannotBeHonouredIsRefusedAndNeverIgnored(string path, string body, string message)
    {
        await AssertErrorAsync(
            await _daemon.PostRawAsync(path, body), HttpStatusCode.BadRequest, "InvalidRequestException", message);
    }

    [Fact]
    public async Task MoreThanFiftyDocumentsAreRefused()
    {
        string body = new JsonObject
        {
            ["TraceSegmentDocuments"] = new JsonArray([.. Enumerable.Repeat("{}", 51).Select(d => (JsonNode)d)]),
        }.ToJsonString();

        await AssertErrorAsync(
            await _daemon.PostRawAsync("/TraceSegments", body),
            HttpStatusCode.BadRequest,
            "InvalidRequestException",
            "Exceeding maximum segment count: 50");
    }

    [Fact]
    public async Task ABodyBeyondEightMegabytesIsRefused()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/TraceSegments");
        request.Content = new StringContent(new string(' ', (8 << 20) + 1));
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await _daemon.Client.SendAsync(request);

        await AssertErrorAsync(response, HttpStatusCode.RequestEntityTooLarge, "InvalidRequestException", "too large");
    }

    [Theory]
    [InlineData("POST", "/Groups")]
    [InlineData("POST", "/")]
    [InlineData("GET", "/ServiceGraph")]
    [InlineData("POST", "/_autotrace/status")]
    [InlineData("GET", "/no/such.js")]
    public async Task AnUnknownOperationIs404(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        await AssertErrorAsync(
            await _daemon.Client.SendAsync(request),
            HttpStatusCode.NotFound,
            "UnknownOperationException",
            $"{method} {path}");
    }

    [Fact]
    public async Task UnknownTracesAreNamedAndTheOthersAnswered()
    {
        await _daemon.PutAsync(Some.Segment("a", 1));

        JsonElement answer = await _daemon.PostAsync("/Traces", new JsonObject
        {
            ["TraceIds"] = new JsonArray("1-00000000-000000000000000000000000", Some.TraceId, "nonsense", Some.TraceId),
        });

        Assert.Equal(
            ["1-00000000-000000000000000000000000", "nonsense"],
            answer.Items("UnprocessedTraceIds").Select(i => i.GetString()));
        Assert.Equal(Some.TraceId, Assert.Single(answer.Items("Traces")).Text("Id"));
    }

    [Fact]
    public async Task SummariesComeNewestFirstWithWhatTheRootSays()
    {
        await _daemon.PutAsync(
            Some.Segment("old", 1, at: 1).With("trace_id", "1-00000001-000000000000000000000001"),
            Some.Segment("new", 2, at: 2, lasts: 0.2).With("error", true)
                .WithJson("http", """{"request":{"method":"GET","url":"http://x/y"},"response":{"status":404}}""")
                .Around(Some.Subsegment("late", 3, at: 2.1, lasts: 0.4)
                    .With("fault", true).WithJson("annotations", """{"size":3}""")));

        JsonElement[] summaries = [.. (await SummariesAsync(0, 10)).Items("TraceSummaries")];

        Assert.Equal([Some.TraceId, "1-00000001-000000000000000000000001"], summaries.Select(s => s.Text("Id")));
        JsonElement summary = summaries[0];
        Assert.Equal((0.5, 0.2), (summary.Number("Duration"), summary.Number("ResponseTime")));
        Assert.Equal(Some.Start + 2, summary.Number("StartTime"));
        Assert.Equal(
            """{"HttpStatus":404,"HttpURL":"http://x/y","HttpMethod":"GET"}""",
            summary.GetProperty("Http").GetRawText());
        Assert.Equal(
            (true, false, false, false),
            (summary.Flag("HasError"), summary.Flag("HasFault"),
                summary.Flag("HasThrottle"), summary.Flag("IsPartial")));
        Assert.Equal(
            """{"size":[{"AnnotationValue":{"NumberValue":3},"ServiceIds":[{"Name":"new","Names":["new"]}]}]}""",
            summary.GetProperty("Annotations").GetRawText());
        Assert.Equal("""{"Name":"new","Names":["new"]}""", summary.GetProperty("EntryPoint").GetRawText());
    }

    [Theory]
    [InlineData("TraceId", 1, 2, true)]
    [InlineData("TraceId", 0, 1, false)]
    [InlineData("TraceId", 1.5, 9, false)]
    [InlineData("Event", 1.5, 1.6, true)]
    [InlineData("Event", 4, 9, false)]
    [InlineData("Service", 2.5, 3.5, true)]
    [InlineData("Service", 1, 2.5, false)]
    public async Task TheRangesTypeSaysWhichTimeHasToFallIntoIt(string type, double start, double end, bool found)
    {
        // The id's first digits are those of a W3C id: no time at all.
        await _daemon.PutAsync(
            Some.Segment("a", 1, at: 1, lasts: 2).With("trace_id", "1-ffffffff-a006649127e371903a2de979"));

        JsonElement answer = await SummariesAsync(start, end, type);

        Assert.Equal(found ? 1 : 0, answer.GetProperty("TraceSummaries").GetArrayLength());
    }

    [Fact]
    public async Task TheDefaultRuleTakesEveryRequest()
    {
        JsonElement answer = await _daemon.PostAsync("/GetSamplingRules", []);

        JsonElement rule = Assert.Single(answer.Items("SamplingRuleRecords")).GetProperty("SamplingRule");
        Assert.Equal(("Default", 10000, 1.0, 1), (
            rule.Text("RuleName"), rule.Number("Priority"),
            rule.Number("FixedRate"), rule.Number("ReservoirSize")));
    }

    [Fact]
    public async Task TargetsAnswerKnownRulesAndNameTheOthers()
    {
        JsonElement answer = await _daemon.PostAsync("/SamplingTargets", (JsonObject)JsonNode.Parse(
            """
            {"SamplingStatisticsDocuments":[
                {"RuleName":"Default","ClientID":"abcdefabcdefabcdefabcdef","Timestamp":1,"RequestCount":1},
                {"RuleName":"mine"}]}
            """)!);

        JsonElement target = Assert.Single(answer.Items("SamplingTargetDocuments"));
        Assert.Equal(("Default", 1.0, 10), (
            target.Text("RuleName"), target.Number("FixedRate"), target.Number("Interval")));
        Assert.True(target.Number("ReservoirQuotaTTL") > DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.Equal("mine", Assert.Single(answer.Items("UnprocessedStatistics")).Text("RuleName"));
    }

    [Fact]
    public async Task TheDefaultRateIsInTheRuleAndInTheTargets()
    {
        await using TestDaemon daemon = await TestDaemon.StartAsync(defaultRate: 0.25);

        JsonElement rules = await daemon.PostAsync("/GetSamplingRules", []);
        JsonElement targets = await daemon.PostAsync("/SamplingTargets", (JsonObject)JsonNode.Parse(
            """{"SamplingStatisticsDocuments":[{"RuleName":"Default"}]}""")!);

        JsonElement record = Assert.Single(rules.Items("SamplingRuleRecords"));
        JsonElement target = Assert.Single(targets.Items("SamplingTargetDocuments"));
        Assert.Equal(0.25, record.GetProperty("SamplingRule").Number("FixedRate"));
        Assert.Equal((0.25, 1.0), (target.Number("FixedRate"), target.Number("ReservoirQuota")));
    }

    [Fact]
    public async Task ARuleIsAsOldAsTheDaemonSoThatClientsOfAnotherAskAgain()
    {
        JsonElement rules = await _daemon.PostAsync("/GetSamplingRules", []);
        JsonElement targets = await _daemon.PostAsync("/SamplingTargets", (JsonObject)JsonNode.Parse(
            """{"SamplingStatisticsDocuments":[]}""")!);

        double modified = Assert.Single(rules.Items("SamplingRuleRecords")).Number("ModifiedAt")!.Value;
        Assert.Equal(modified, targets.Number("LastRuleModification"));
        Assert.InRange(
            DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds((long)modified),
            TimeSpan.Zero,
            TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task TheLastTelemetryRecordIsRemembered()
    {
        await _daemon.PostAsync("/TelemetryRecords", (JsonObject)JsonNode.Parse(
            """{"TelemetryRecords":[{"Timestamp":1},{"Timestamp":2,"SegmentsSentCount":7}]}""")!);

        Assert.Equal(7, (await _daemon.StatusAsync()).GetProperty("LastTelemetryRecord").Number("SegmentsSentCount"));
    }

    private Task<JsonElement> SummariesAsync(double start, double end, string type = "TraceId") =>
        _daemon.PostAsync("/TraceSummaries", new JsonObject
        {
            ["StartTime"] = Some.Start + start, ["EndTime"] = Some.Start + end, ["TimeRangeType"] = type,
        });

    private static JsonObject Without(string name)
    {
        JsonObject document = Some.Segment("bad", 9);
        document.Remove(name);
        return document;
    }

    private static async Task AssertErrorAsync(
        HttpResponseMessage response, HttpStatusCode status, string type, string message)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(type, Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Contains(message, JsonElement.Parse(body).Text("Message"));
    }
}
