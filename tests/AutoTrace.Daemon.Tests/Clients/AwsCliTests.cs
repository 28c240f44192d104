using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.Clients;

/// <summary>
/// What the AWS CLI reads is what the daemon answers. Versions 1 and 2 print times differently: values are compared.
/// </summary>
public sealed class AwsCliTests : IAsyncLifetime
{
    private static readonly string[] s_range =
        ["--start-time", "2023-11-14T22:00:00Z", "--end-time", "2023-11-14T23:00:00Z"];

    private TestDaemon _daemon = null!;

    public async Task InitializeAsync()
    {
        _daemon = await TestDaemon.StartAsync();
        await _daemon.PutAsync(
            Some.Segment("storefront", 1, at: 0.123456, lasts: 0.3).With("user", "ann")
                .WithJson("http", """{"request":{"method":"GET","url":"http://x/y"},"response":{"status":500}}""")
                .WithJson("annotations", """{"size":3,"who":"ann \"quoted\" é","vip":true}""").With("fault", true)
                .Around(
                    Some.Subsegment("orders", 2, "remote", at: 0.2),
                    Some.Subsegment("DynamoDB", 4, "aws", at: 0.3)),
            Some.Segment("orders", 3, caller: 2, at: 0.21).With("error", true).With("throttle", true),
            Some.Segment("worker", 5, at: 7, lasts: null).With("trace_id", "1-ffffffff-000000000000000000000001"));
    }

    public async Task DisposeAsync() => await _daemon.DisposeAsync();

    [SkippableFact]
    public async Task GetServiceGraph()
    {
        JsonElement seen = await AwsAsync(["get-service-graph", .. s_range]);

        await AssertSameAsync(seen, "/ServiceGraph", Range(), "Services");
    }

    [SkippableFact]
    public async Task GetTraceSummaries()
    {
        JsonElement seen = await AwsAsync(["get-trace-summaries", .. s_range]);

        await AssertSameAsync(seen, "/TraceSummaries", Range(), "TraceSummaries");
    }

    [SkippableFact]
    public async Task BatchGetTraces()
    {
        JsonElement seen = await AwsAsync(
            "batch-get-traces", "--trace-ids", Some.TraceId, "1-00000000-000000000000000000000000");

        JsonObject input = new() { ["TraceIds"] = new JsonArray(Some.TraceId, "1-00000000-000000000000000000000000") };
        await AssertSameAsync(seen, "/Traces", input, "Traces");
    }

    [SkippableFact]
    public async Task PutTraceSegments()
    {
        JsonElement seen = await AwsAsync(
            "put-trace-segments", "--trace-segment-documents", Some.Segment("cli", 0xc1).ToJsonString(), "{}");

        Assert.Equal("MissingId", Assert.Single(seen.Items("UnprocessedTraceSegments")).Text("ErrorCode"));
        Assert.Equal(4, (await _daemon.StatusAsync()).Number("Documents"));
    }

    private Task<JsonElement> AwsAsync(params string[] arguments) =>
        AwsCli.XRayAsync(_daemon.Client.BaseAddress!, arguments);

    private static JsonObject Range() => new() { ["StartTime"] = 1_699_999_200, ["EndTime"] = 1_700_002_800 };

    private async Task AssertSameAsync(JsonElement seen, string path, JsonObject input, string list)
    {
        JsonElement answer = await _daemon.PostAsync(path, input);
        Assert.NotEmpty(seen.GetProperty(list).EnumerateArray());
        Assert.All(seen.EnumerateObject(), member =>
            AssertSame(answer.GetProperty(member.Name), member.Value, member.Name));
    }

    private static void AssertSame(JsonElement answer, JsonElement seen, string at)
    {
        switch (answer.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(Names(answer), Names(seen));
                Assert.All(answer.EnumerateObject(), m =>
                    AssertSame(m.Value, seen.GetProperty(m.Name), $"{at}.{m.Name}"));
                break;
            case JsonValueKind.Array:
                Assert.Equal(answer.GetArrayLength(), seen.GetArrayLength());
                Assert.All(answer.EnumerateArray().Zip(seen.EnumerateArray()), i =>
                    AssertSame(i.First, i.Second, $"{at}[]"));
                break;
            case JsonValueKind.Number:
                double value =
                    seen.ValueKind == JsonValueKind.String ? EpochSeconds(seen.GetString()!) : seen.GetDouble();
                Assert.True(Math.Abs(answer.GetDouble() - value) < 2e-6, $"{at}: answered {answer}, seen {seen}");
                break;
            default:
                Assert.Equal((at, answer.ToString()), (at, seen.ToString()));
                break;
        }
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(m => m.Name).Order();

    private static double EpochSeconds(string time) =>
        (DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).TotalSeconds;
}
