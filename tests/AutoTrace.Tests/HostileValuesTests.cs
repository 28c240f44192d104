using System.Reflection;
using System.Text.Json.Nodes;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests;

/// <summary>
/// Values, clocks and moments that nobody planned for. Every document has passed the schema and the rules.
/// </summary>
public sealed class HostileValuesTests
{
    private static readonly Dictionary<string, Action<TraceSpan>> s_writes = new()
    {
        ["Annotate(String, String)"] = span => span.Annotate("late", "text"),
        ["Annotate(String, Int64)"] = span => span.Annotate("late", 1),
        ["Annotate(String, Double)"] = span => span.Annotate("late", 1.5),
        ["Annotate(String, Boolean)"] = span => span.Annotate("late", true),
        ["AddMetadata(String, T, JsonTypeInfo`1, String)"] =
            span => span.AddMetadata("late", new(), Documents.DocumentTests.CartJson.Default.Cart),
        ["AddMetadata(String, String, String)"] = span => span.AddMetadata("late", "text"),
        ["AddMetadata(String, Int64, String)"] = span => span.AddMetadata("late", 1),
        ["AddMetadata(String, Double, String)"] = span => span.AddMetadata("late", 1.5),
        ["AddMetadata(String, Boolean, String)"] = span => span.AddMetadata("late", true),
        ["AddMetadata(String, JsonElement, String)"] =
            span => span.AddMetadata("late", System.Text.Json.JsonElement.Parse("1")),
        ["AddMetadata(String, IEnumerable`1, String)"] =
            span => span.AddMetadata("late", new Dictionary<string, int>()),
        ["SetUser(String)"] = span => span.SetUser("late"),
        ["AddException(Exception, Boolean)"] = span => span.AddException(new IOException()),
        ["MarkFault()"] = span => span.MarkFault(),
        ["MarkError()"] = span => span.MarkError(),
        ["MarkThrottle()"] = span => span.MarkThrottle(),
        ["SetHttpRequest(String, String, String, String, Boolean)"] = span => span.SetHttpRequest("GET", "/late"),
        ["SetHttpResponse(Int32, Nullable`1)"] = span => span.SetHttpResponse(500),
        ["SetSql(SqlInformation&)"] = span => span.SetSql(new() { User = "late" }),
        ["SetAws(String, String)"] = span => span.SetAws("late", "text"),
        ["SetAws(String, Int64)"] = span => span.SetAws("late", 1),
        ["SetAws(String, ReadOnlySpan`1)"] = span => span.SetAws("late", ["text"]),
        ["AddPrecursorId(SegmentId)"] = span => span.AddPrecursorId(SegmentId.New()),
        ["AddLink(TraceId, SegmentId)"] =
            span => span.AddLink(TraceId.New(DateTimeOffset.UnixEpoch), SegmentId.New()),
    };

    public static TheoryData<string> Writes => [.. s_writes.Keys];

    [Fact]
    public void EveryMemberThatWritesIsTriedHere()
    {
        IEnumerable<string> members = typeof(TraceSpan).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.ReturnType == typeof(void))
            .Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})");

        Assert.Equal(members.Order(StringComparer.Ordinal), s_writes.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task WhatIsWrittenAfterTheEndIsCountedAndWrittenNowhere(string member)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            TraceScope ended = AutoTracer.BeginSubsegment("ended");
            ended.Dispose();
            using (AutoTracer.BeginSubsegment("next"))
            {
                s_writes[member](ended.Span);
            }

            Assert.False(ended.Span.IsRecording);
        }

        IReadOnlyList<SegmentDocument> documents = await recording.DocumentsAsync();
        Assert.Equal("segment [segment]\n  ended\n  next", TraceTree.Of(documents).Render());
        Assert.DoesNotContain("late", documents.Single().Json.GetRawText(), StringComparison.Ordinal);
        Assert.InRange(recording.Runtime.Counters.WritesTooLate, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public void WhatIsWrittenToNoSpanIsNothing(string member)
    {
        using Recording recording = new();
        s_writes[member](default);
        using (TraceScope unsampled = recording.Runtime.BeginSegment(
            "unsampled",
            new() { Header = new() { Root = TraceId.New(DateTimeOffset.UnixEpoch), Sampled = SamplingDecision.NotSampled } }))
        {
            s_writes[member](unsampled.Span);
        }

        Assert.Equal(0, recording.Runtime.Counters.WritesTooLate);
    }

    [Fact]
    public async Task NullIsTakenForAnyText()
    {
        using Recording recording = new();
        using (TraceScope segment = recording.BeginSegment(null!))
        using (TraceScope subsegment = AutoTracer.BeginSubsegment(null!, SubsegmentNamespace.Aws))
        {
            TraceSpan span = subsegment.Span;
            span.Annotate(null!, 1);
            span.AddMetadata(null!, 2, metadataNamespace: null!);
            span.AddMetadata("no type", new Documents.DocumentTests.Cart(), typeInfo: null!);
            span.SetAws(null!, 3);
            span.SetUser(null);
            span.SetHttpRequest(null, null);
            span.AddException(null);
            segment.Span.SetSql(default);
        }

        TraceNode node = Assert.Single((await recording.TreeAsync()).Roots.Single().Children);
        Assert.Equal("""{"_":1}""", node.Annotations!.ToJsonString());
    }

    [Fact]
    public async Task LargeAndManyValuesLeaveADocumentThatXRayTakes()
    {
        string large = new('\u20ac', 1_000_000);
        using Recording recording = new(options => options.QueueBytes = 1 << 28);
        using (recording.BeginSegment(large))
        using (TraceScope subsegment = AutoTracer.BeginSubsegment(large, SubsegmentNamespace.Aws))
        {
            TraceSpan span = subsegment.Span;
            span.AddException(new InvalidOperationException(large, new IOException(large)));
            span.SetHttpRequest(large, large, large, large);
            span.SetSql(new() { SanitizedQuery = large, DatabaseType = large, Url = large, ConnectionString = large });
            span.SetUser(large);
            span.Annotate(large, large);
            span.AddMetadata(large, large, large);
            span.SetAws(large, large);
            for (int i = 0; i < 10_000; i++)
            {
                span.Annotate($"{i}", i);
                span.SetAws($"{i}", i);
                span.AddPrecursorId(SegmentId.New());
            }
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(2, tree.Nodes.Count());
        Assert.Equal(0, recording.Runtime.Counters.Dropped);
    }

    [Fact]
    public async Task ExceptionsWithoutEndAreDescribedUpToABound()
    {
        Exception chain = new IOException("innermost");
        for (int i = 0; i < 10_000; i++)
        {
            chain = new InvalidOperationException($"{i}", chain);
        }

        using Recording recording = new();
        using (TraceScope segment = recording.BeginSegment())
        {
            segment.Span.AddException(chain);
        }

        JsonArray exceptions = (await recording.TreeAsync())["segment"].Cause!["exceptions"]!.AsArray();
        Assert.Equal(8, exceptions.Count);
        Assert.Null(exceptions[7]!["cause"]);
    }

    [Fact]
    public async Task ManyExceptionsOfOneSpanLeaveADocumentThatXRayTakes()
    {
        using Recording recording = new();
        using (TraceScope segment = recording.BeginSegment())
        {
            for (int i = 0; i < 2_000; i++)
            {
                segment.Span.AddException(new InvalidOperationException($"{i}"));
            }
        }

        Assert.True((await recording.TreeAsync())["segment"].Fault);
    }

    [Fact]
    public async Task NeitherClockHasToGoForwards()
    {
        BackwardsClock clock = new();
        using Recording recording = new(options => options.TimeProvider = clock);
        using (recording.BeginSegment())
        {
            Traced("before", () => { });
            clock.Step = -TimeSpan.TicksPerHour;
            Traced("after", () => { });
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(3, tree.Nodes.Count());
        Assert.All(tree.Nodes, node => Assert.True(node.End >= node.Start));
    }

    /// <summary>
    /// Every look at it is a millisecond later, until the step is set: then as much later as that, or earlier.
    /// </summary>
    private sealed class BackwardsClock : TimeProvider
    {
        private long _ticks = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).Ticks;

        public long Step { get; set; } = TimeSpan.TicksPerMillisecond;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, Step), TimeSpan.Zero);

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, Step);
    }
}
