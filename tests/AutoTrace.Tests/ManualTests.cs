using System.Text.Json.Nodes;

namespace AutoTrace.Tests;

/// <summary>Segments and subsegments by hand: what can be said of them, and what X-Ray then reads.</summary>
public sealed class ManualTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-3600_000_000.7, 1_000_000.3, 1_000_000_000)]
    [InlineData(-86_400_000_000.1, 86_400_000_001, 10_000_000)]
    [InlineData(-86_400_000_001, 86_400_000_003, 24_000_000)]
    [InlineData(250, 7_000_123, 24_000_000)]
    public async Task TimesGivenByHandAreKeptToTheMicrosecondOnAnyClock(double start, double end, long frequency)
    {
        using Recording recording = new(options => options.TimeProvider = new NoonClock(frequency));
        DateTimeOffset startTime = s_noon.AddTicks((long)(start * TimeSpan.TicksPerMicrosecond));
        DateTimeOffset endTime = s_noon.AddTicks((long)(end * TimeSpan.TicksPerMicrosecond));
        TraceScope segment = recording.Runtime.BeginSegment("segment", new() { StartTime = startTime });
        TraceScope subsegment = AutoTracer.BeginSubsegment("subsegment", new SubsegmentOptions { StartTime = startTime });
        subsegment.End(endTime);
        segment.End(endTime);

        TraceTree tree = await recording.TreeAsync();
        Assert.All(tree.Nodes, node => Assert.Equal(Seconds(startTime), node.Block("start_time")!.ToJsonString()));
        Assert.All(tree.Nodes, node => Assert.Equal(Seconds(endTime), node.Block("end_time")!.ToJsonString()));
    }

    [Fact]
    public async Task ATraceIdCarriesTheTimeAtWhichTheSegmentIsSaidToStart()
    {
        using Recording recording = new();
        recording.Runtime.BeginSegment("segment", new() { StartTime = s_noon }).Dispose();

        SegmentDocument document = Assert.Single(await recording.DocumentsAsync());
        Assert.StartsWith($"1-{s_noon.ToUnixTimeSeconds():x8}-", document.TraceId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEndBeforeTheStartCountsAsAtTheStart()
    {
        using Recording recording = new();
        recording.Runtime.BeginSegment("segment", new() { StartTime = s_noon }).End(s_noon.AddHours(-1));

        TraceNode segment = (await recording.TreeAsync())["segment"];
        Assert.Equal(segment.Start, segment.End);
    }

    [Fact]
    public async Task TimesBeyondAllReasonLoseNothing()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            AutoTracer.BeginSubsegment("first", new SubsegmentOptions { StartTime = DateTimeOffset.MinValue }).Dispose();
            AutoTracer.BeginSubsegment("last").End(DateTimeOffset.MaxValue);
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(3, recording.Runtime.Counters.Sent);
    }

    [Fact]
    public async Task ASpanLeftOpenEndsWhenItsSegmentIsSaidToEnd()
    {
        using Recording recording = new();
        DateTimeOffset start = TimeProvider.System.GetUtcNow();
        TraceScope segment = recording.Runtime.BeginSegment("segment", new() { StartTime = start });
        AutoTracer.BeginSubsegment("left open", new SubsegmentOptions { StartTime = start });
        segment.End(start.AddMinutes(1));

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(tree["segment"].End, tree["left open"].End);
    }

    [Fact]
    public async Task IdsGivenByHandAreTheSpans()
    {
        using Recording recording = new();
        SegmentOptions options = new()
        {
            Id = SegmentId.New(),
            Header = new() { Root = TraceId.New(s_noon), Parent = SegmentId.New(), Sampled = SamplingDecision.Sampled },
        };
        SegmentId id = SegmentId.New();
        using (recording.Runtime.BeginSegment("segment", options))
        using (TraceScope scope = AutoTracer.BeginSubsegment("subsegment", new SubsegmentOptions { Id = id }))
        {
            Assert.Equal(id, scope.Span.Id);
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal((options.Id.ToString(), options.Header.Parent.ToString()), (tree["segment"].Id, tree["segment"].ParentId));
        Assert.Equal(options.Header.Root.ToString(), tree["segment"].Block("trace_id")!.GetValue<string>());
        Assert.Equal(id.ToString(), tree["subsegment"].Id);
    }

    [Theory]
    [InlineData(SubsegmentNamespace.Local, null)]
    [InlineData(SubsegmentNamespace.Remote, "remote")]
    [InlineData(SubsegmentNamespace.Aws, "aws")]
    public async Task ASubsegmentSaysWhatItIsAbout(SubsegmentNamespace given, string? expected)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            AutoTracer.BeginSubsegment("subsegment", new SubsegmentOptions { Namespace = given }).Dispose();
        }

        Assert.Equal(expected, (await recording.TreeAsync())["subsegment"].Namespace);
    }

    [Fact]
    public async Task ASubsegmentNamesItsPrecursorsOnce()
    {
        using Recording recording = new();
        SegmentId first, second;
        using (TraceScope segment = recording.BeginSegment())
        {
            using (TraceScope scope = AutoTracer.BeginSubsegment("first"))
            {
                first = scope.Span.Id;
            }

            using (TraceScope scope = AutoTracer.BeginSubsegment("second"))
            {
                second = scope.Span.Id;
            }

            segment.Span.AddPrecursorId(first);
            using TraceScope third = AutoTracer.BeginSubsegment("third");
            third.Span.AddPrecursorId(first);
            third.Span.AddPrecursorId(second);
            third.Span.AddPrecursorId(first);
            third.Span.AddPrecursorId(default);
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal($"""["{first}","{second}"]""", tree["third"].Block("precursor_ids")!.ToJsonString());
        Assert.Null(tree["segment"].Block("precursor_ids"));
    }

    [Fact]
    public async Task LinksAreKeptUpToTheNumberThatXRayTakes()
    {
        using Recording recording = new();
        TraceId trace = TraceId.New(s_noon);
        SegmentId id = SegmentId.New();
        using (TraceScope segment = recording.BeginSegment())
        {
            segment.Span.AddLink(trace, id);
            segment.Span.AddLink(trace, id);
            segment.Span.AddLink(default, id);
            segment.Span.AddLink(trace, default);
            for (int i = 0; i < 100; i++)
            {
                segment.Span.AddLink(trace, SegmentId.New());
            }
        }

        JsonArray links = (await recording.TreeAsync())["segment"].Block("links")!.AsArray();
        Assert.Equal(20, links.Count);
        Assert.Equal($$"""{"trace_id":"{{trace}}","id":"{{id}}"}""", links[0]!.ToJsonString());
    }

    [Fact]
    public async Task ADatabaseCallIsDescribedByItsSqlBlock()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        using (TraceScope call = AutoTracer.BeginSubsegment("orders@db", SubsegmentNamespace.Remote))
        {
            call.Span.SetSql(new SqlInformation { SanitizedQuery = "before" });
            call.Span.SetSql(new SqlInformation
            {
                SanitizedQuery = "select " + new string('x', 5000),
                DatabaseType = "postgresql",
                DatabaseVersion = "17",
                DriverVersion = "Npgsql 10",
                User = new string('u', 300),
                Url = "postgres://db/orders",
                ConnectionString = "",
                Preparation = "statement",
            });
        }

        JsonNode sql = (await recording.TreeAsync())["orders@db"].Block("sql")!;
        Assert.Equal((4096, 250), (sql["sanitized_query"]!.GetValue<string>().Length, sql["user"]!.GetValue<string>().Length));
        Assert.Null(sql["connection_string"]);
        Assert.Equal(
            ("postgresql", "17", "Npgsql 10", "postgres://db/orders", "statement"),
            (Text("database_type"), Text("database_version"), Text("driver_version"), Text("url"), Text("preparation")));

        string Text(string field) => sql[field]!.GetValue<string>();
    }

    [Fact]
    public async Task AnAwsCallIsDescribedByItsAwsBlock()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        using (TraceScope call = AutoTracer.BeginSubsegment("DynamoDB", SubsegmentNamespace.Aws))
        {
            call.Span.SetAws("operation", "Scan");
            call.Span.SetAws("operation", "Query");
            call.Span.SetAws("retries", 2);
            call.Span.SetAws("resource_names", ["orders", null, "items"]);
            call.Span.SetAws("region", (string?)null);
        }

        Assert.Equal(
            """{"operation":"Query","retries":2,"resource_names":["orders","items"]}""",
            (await recording.TreeAsync())["DynamoDB"].Block("aws")!.ToJsonString());
    }

    [Fact]
    public async Task ASegmentsAwsBlockKeepsSayingWhoMadeIt()
    {
        using Recording recording = new();
        using (TraceScope segment = recording.BeginSegment())
        {
            segment.Span.SetAws("account_id", "123456789012");
            segment.Span.SetAws("xray", "mine");
        }

        JsonNode aws = (await recording.TreeAsync())["segment"].Block("aws")!;
        Assert.Equal("123456789012", aws["account_id"]!.GetValue<string>());
        Assert.Equal("AutoTrace", aws["xray"]!["sdk"]!.GetValue<string>());
    }

    [Fact]
    public async Task AnExceptionOfTheCalledServiceIsRemoteAndItsCauseIsNot()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        using (TraceScope call = AutoTracer.BeginSubsegment("S3", SubsegmentNamespace.Aws))
        {
            call.Span.AddException(new InvalidOperationException("no such bucket", new IOException()), remote: true);
        }

        JsonNode exceptions = (await recording.TreeAsync())["S3"].Cause!["exceptions"]!;
        Assert.True(exceptions[0]!["remote"]!.GetValue<bool>());
        Assert.Null(exceptions[1]!["remote"]);
    }

    [Fact]
    public async Task TheLastUserCountsWhicheverSpanNamesIt()
    {
        using Recording recording = new();
        using (TraceScope segment = recording.BeginSegment())
        using (TraceScope subsegment = AutoTracer.BeginSubsegment("subsegment"))
        {
            segment.Span.SetUser("ada");
            subsegment.Span.SetUser("grace");
            segment.Span.SetUser("");
        }

        Assert.Equal("grace", (await recording.TreeAsync())["segment"].Block("user")!.GetValue<string>());
    }

    private static string Seconds(DateTimeOffset time)
    {
        (long seconds, long microseconds) =
            Math.DivRem((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, 1_000_000);
        return $"{seconds}.{microseconds:D6}";
    }

    /// <summary>It is always noon, on a stopwatch of that resolution.</summary>
    private sealed class NoonClock(long frequency) : TimeProvider
    {
        public override long TimestampFrequency => frequency;

        public override DateTimeOffset GetUtcNow() => s_noon;

        public override long GetTimestamp() => 1;
    }
}
