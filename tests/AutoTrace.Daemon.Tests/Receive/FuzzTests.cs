using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Tests.Shared;
using Xunit.Abstractions;

namespace AutoTrace.Daemon.Tests.Receive;

/// <summary>
/// Nothing that arrives stops the daemon. 100,000 mutated datagrams by default; <c>AUTOTRACE_FUZZ_COUNT</c> sets
/// another number, <c>AUTOTRACE_FUZZ_SEED</c> repeats a run.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    // As many as a socket buffer of Linux's default size holds, so that the kernel drops none.
    private const int Burst = 64;
    private const int QuestionsEvery = 10_000;

    private static int Count => Setting("AUTOTRACE_FUZZ_COUNT") ?? 100_000;

    private static int Seed { get; } = Setting("AUTOTRACE_FUZZ_SEED") ?? Environment.TickCount;

    [Fact]
    public async Task MutatedDatagramsNeverStopIt()
    {
        Random random = new(Seed);
        output.WriteLine($"AUTOTRACE_FUZZ_SEED={Seed}");
        await using TestDaemon daemon = await TestDaemon.StartAsync();
        int sent = 0;
        while (sent < Count)
        {
            int burst = Math.Min(Burst, Count - sent);
            for (int i = 0; i < burst; i++)
            {
                daemon.SendByUdp(Mutation.OfDatagram(random));
            }

            sent += burst;
            await daemon.StatusAsync("ReceivedDatagrams", sent);
            if (sent % QuestionsEvery < Burst)
            {
                await AskEverythingAsync(daemon);
            }
        }

        JsonElement status = await daemon.StatusAsync();
        long valid = (long)status.Number("ReceivedDocuments")!;
        long invalid = (long)status.Number("InvalidDocuments")!;
        Assert.Equal(Count, valid + invalid);
        Assert.InRange(valid, Count / 20, Count * 19 / 20);
        daemon.SendByUdp(Some.Segment("after", 1).With("trace_id", "1-00000000-00000000000000000000000f"));
        await daemon.StatusAsync("ReceivedDocuments", valid + 1);
    }

    [Fact]
    public async Task MutatedRequestsAreAnsweredOrRefused()
    {
        JsonObject put = new() { ["TraceSegmentDocuments"] = new JsonArray(Mutation.Document().ToJsonString()) };
        (string Path, string Body)[] requests =
        [
            ("/TraceSegments", put.ToJsonString()),
            ("/TelemetryRecords", """{"TelemetryRecords":[{"Timestamp":1}]}"""),
            ("/GetSamplingRules", "{}"),
            ("/SamplingTargets", """{"SamplingStatisticsDocuments":[{"RuleName":"Default","Timestamp":1}]}"""),
            ("/TraceSummaries", """{"StartTime":0,"EndTime":9000000000,"TimeRangeType":"Event","Sampling":false}"""),
            ("/Traces", $$"""{"TraceIds":["{{Some.TraceId}}"]}"""),
            ("/TraceGraph", $$"""{"TraceIds":["{{Some.TraceId}}"]}"""),
            ("/ServiceGraph", """{"StartTime":0,"EndTime":9000000000}"""),
        ];
        Random random = new(Seed);
        await using TestDaemon daemon = await TestDaemon.StartAsync();
        for (int i = 0; i < Count / 50; i++)
        {
            (string path, string body) = requests[i % requests.Length];
            byte[] mutated = Mutation.Of(Encoding.UTF8.GetBytes(body), random);

            using HttpResponseMessage response = await daemon.Client.PostAsync(path, new ByteArrayContent(mutated));

            Assert.True(
                response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"seed {Seed}: POST {path} {Encoding.UTF8.GetString(mutated)}: {response.StatusCode}");
        }
    }

    private static async Task AskEverythingAsync(TestDaemon daemon)
    {
        JsonObject range = new() { ["StartTime"] = 0, ["EndTime"] = 9e10 };
        JsonElement summaries = await daemon.PostAsync("/TraceSummaries", range);
        await daemon.PostAsync("/ServiceGraph", range);
        JsonNode[] ids = [.. summaries.Items("TraceSummaries").Take(5).Select(s => (JsonNode)s.Text("Id")!)];
        JsonElement traces = await daemon.PostAsync("/Traces", new JsonObject { ["TraceIds"] = new JsonArray(ids) });
        foreach (JsonElement segment in traces.Items("Traces").SelectMany(t => t.Items("Segments")))
        {
            JsonElement.Parse(segment.Text("Document")!, new JsonDocumentOptions { MaxDepth = 100_000 });
        }

        await daemon.GetAsync("/_autotrace/traces?outcome=fault");
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
