using System.Text.Json;
using System.Text.Json.Serialization;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Documents;

/// <summary>
/// What is written for ordinary and for hostile values. Every document has passed the schema and the rules.
/// </summary>
public sealed partial class DocumentTests
{
    [Fact]
    public async Task ASegmentSaysWhatItIsAndWhoMadeIt()
    {
        ManualTimeProvider clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        using Recording recording = new(options =>
        {
            options.TimeProvider = clock;
            options.ServiceVersion = "1.2.3";
            options.Origin = "AWS::ECS::Container";
        });
        Assert.True(TraceHeader.TryParse(
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:1", out TraceHeader header));
        using (recording.Runtime.BeginSegment("orders", new SegmentOptions { Header = header }))
        {
            clock.Advance(TimeSpan.FromMilliseconds(1.5));
            Assert.Equal(
                $"Root=1-5759e988-bd862e3fe1be46a994272793;Parent={AutoTracer.Current.Id};Sampled=1;Lineage=a:1",
                AutoTracer.Current.Header.ToString());
        }

        JsonElement json = Assert.Single(await recording.DocumentsAsync()).Json;
        Assert.StartsWith(
            $"{{\"id\":\"{json.GetProperty("id").GetString()}\",\"trace_id\":\"1-",
            json.GetRawText(),
            StringComparison.Ordinal);
        Assert.Equal("1-5759e988-bd862e3fe1be46a994272793", json.GetProperty("trace_id").GetString());
        Assert.Equal("53995c3f42cd8ad8", json.GetProperty("parent_id").GetString());
        Assert.Equal("orders", json.GetProperty("name").GetString());
        Assert.Equal("1795176000.000000", json.GetProperty("start_time").GetRawText());
        Assert.Equal("1795176000.001500", json.GetProperty("end_time").GetRawText());
        Assert.Equal("AWS::ECS::Container", json.GetProperty("origin").GetString());
        Assert.Equal("1.2.3", json.GetProperty("service").GetProperty("version").GetString());
        Assert.Equal("AutoTrace", json.GetProperty("aws").GetProperty("xray").GetProperty("sdk").GetString());
    }

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("fedcba9876543210")]
    [InlineData("9a9a9a9aa9a9a9a9")]
    [InlineData("0000000000000001")]
    public async Task AnIdIsWrittenAsItIsRead(string id)
    {
        using Recording recording = new();
        Assert.True(SegmentId.TryParse(id, out SegmentId segmentId));
        recording.Runtime.BeginSegment("segment", new SegmentOptions { Id = segmentId }).Dispose();

        Assert.Equal(id, (await recording.TreeAsync()).Roots.Single().Id);
    }

    [Fact]
    public async Task DurationsComeFromTheMonotonicClockWhenTheWallClockIsSetBack()
    {
        ManualTimeProvider clock = new();
        using Recording recording = new(options => options.TimeProvider = clock);
        using (recording.BeginSegment())
        {
            clock.SetWallClock(clock.GetUtcNow() - TimeSpan.FromHours(1));
            clock.Advance(TimeSpan.FromSeconds(3));
        }

        TraceNode segment = Assert.Single((await recording.TreeAsync()).Roots);
        Assert.Equal(3, segment.End - segment.Start);
    }

    [Fact]
    public async Task AnnotationsKeepTheirKindAndTheLastValueOfAKeyCounts()
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.Annotate("text", "first");
            scope.Span.Annotate("text", "last");
            scope.Span.Annotate("integer", long.MaxValue);
            scope.Span.Annotate("number", 1.5);
            scope.Span.Annotate("flag", true);
            scope.Span.Annotate("nothing", null);
            scope.Span.Annotate("nan", double.NaN);
            scope.Span.Annotate("infinite", double.NegativeInfinity);
        }

        Assert.Equal(
            """{"text":"last","integer":9223372036854775807,"number":1.5,"flag":true}""",
            (await recording.TreeAsync())["segment"].Annotations!.ToJsonString());
        Assert.Equal(2, recording.Runtime.Counters.DetailsLeftOut);
    }

    [Theory]
    [InlineData("customer-id", "customer_id")]
    [InlineData("größe", "gr__e")]
    [InlineData("", "_")]
    [InlineData("a b.c", "a_b_c")]
    public async Task AnnotationKeysAreBroughtIntoXRaysCharacters(string key, string expected)
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.Annotate(key, 1);
        }

        Assert.NotNull((await recording.TreeAsync())["segment"].Annotations![expected]);
    }

    [Fact]
    public async Task NoMoreThanFiftyAnnotationsAreWrittenAndTheOthersAreCounted()
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            for (int i = 0; i < 10_000; i++)
            {
                scope.Span.Annotate($"key_{i}", i);
            }
        }

        TraceNode segment = (await recording.TreeAsync())["segment"];
        Assert.Equal(50, segment.Annotations!.AsObject().Count);
        Assert.Equal(9950, segment.Metadata!["autotrace"]!["annotations_left_out"]!.GetValue<int>());
        Assert.Equal(9_950, recording.Runtime.Counters.DetailsLeftOut);
    }

    [Theory]
    [InlineData("GET /orders/{id}", "GET /orders/_id_")]
    [InlineData("größe 中文 ٣", "größe 中文 ٣")]
    [InlineData("a\\b\"c,d", "a_b_c_d")]
    [InlineData("\ud83d\ude00x", "_x")]
    [InlineData("  ", "unnamed")]
    [InlineData(null, "unnamed")]
    public async Task NamesAreBroughtIntoXRaysCharacters(string? name, string expected)
    {
        using Recording recording = new();
        using (recording.BeginSegment(name!))
        {
        }

        Assert.Equal(expected, Assert.Single((await recording.TreeAsync()).Roots).Name);
    }

    [Fact]
    public async Task ALoneSurrogateInANameIsReplaced()
    {
        using Recording recording = new();
        using (recording.BeginSegment("lone\ud800"))
        {
        }

        Assert.Equal("lone_", Assert.Single((await recording.TreeAsync()).Roots).Name);
    }

    [Fact]
    public async Task LongStringsAreCutAtXRaysLimits()
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment(new string('n', 300)))
        {
            scope.Span.Annotate("long", new string('a', 1_000_000));
            scope.Span.SetUser(new string('u', 300));
            scope.Span.SetHttpRequest("GET", new string('h', 249) + "\ud83d\ude00", new string('b', 1_000_000));
        }

        TraceNode segment = Assert.Single((await recording.TreeAsync()).Roots);
        Assert.Equal(200, segment.Name.Length);
        Assert.Equal(1000, segment.Annotations!["long"]!.GetValue<string>().Length);
        Assert.Equal(250, segment.Block("user")!.GetValue<string>().Length);
        Assert.Equal(249, segment.Http!["request"]!["url"]!.GetValue<string>().Length);
    }

    [Fact]
    public async Task LoneSurrogatesInValuesStayValidUtf8()
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.Annotate("broken", "a\ud800b");
        }

        Assert.Equal("a\ufffdb", (await recording.TreeAsync())["segment"].Annotations!["broken"]!.GetValue<string>());
    }

    [Fact]
    public async Task MetadataIsGroupedByNamespaceAndSerialisedWhenItIsAdded()
    {
        using Recording recording = new();
        Cart cart = new() { Items = [1, 2] };
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.AddMetadata("cart", cart, CartJson.Default.Cart);
            cart.Items.Add(3);
            scope.Span.AddMetadata("note", "hello", "shop");
            scope.Span.AddMetadata("raw", JsonDocument.Parse("""{"a":[null,1e3]}""").RootElement, "AWS.reserved");
        }

        Assert.Equal(
            """{"default":{"cart":{"Items":[1,2]}},"shop":{"note":"hello"},"_AWS.reserved":{"raw":{"a":[null,1e3]}}}""",
            (await recording.TreeAsync())["segment"].Metadata!.ToJsonString());
    }

    [Fact]
    public async Task MetadataWhoseGetterThrowsSaysSoAndHarmsNothing()
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.AddMetadata("bad", new Throwing(), CartJson.Default.Throwing);
        }

        Assert.Equal(
            "not serialisable: InvalidOperationException",
            (await recording.TreeAsync())["segment"].Metadata!["default"]!["bad"]!.GetValue<string>());
    }

    [Fact]
    public async Task ASpanTooLargeForADocumentLosesItsMetadataAndSaysSo()
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.AddMetadata("large", new string('x', 40_000));
            scope.Span.AddMetadata("as large", new string('y', 40_000));
            scope.Span.Annotate("kept", 1);
        }

        TraceNode segment = Assert.Single((await recording.TreeAsync()).Roots);
        Assert.Equal("metadata", segment.Metadata!["autotrace"]!["left_out"]!.GetValue<string>());
        Assert.NotNull(segment.Annotations!["kept"]);
        Assert.Equal(2, recording.Runtime.Counters.DetailsLeftOut);
    }

    [Fact]
    public async Task ExceptionsWhoseMessageThrowsAreStillRecorded()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Assert.Throws<HostileException>(() => Traced("hostile", () => throw new HostileException()));
        }

        Assert.EndsWith(
            nameof(HostileException),
            (await recording.TreeAsync())["hostile"].Cause!["exceptions"]![0]!["type"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task StackFramesNameMethodFileAndLine()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Assert.Throws<InvalidOperationException>(() => Traced("thrower", Thrower));
        }

        System.Text.Json.Nodes.JsonNode frame =
            (await recording.TreeAsync())["thrower"].Cause!["exceptions"]![0]!["stack"]![0]!;
        Assert.Equal("AutoTrace.Tests.Documents.DocumentTests.Thrower", frame["label"]!.GetValue<string>());
        Assert.EndsWith("DocumentTests.cs", frame["path"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(frame["line"]!.GetValue<int>() > 0);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(10_000)]
    public async Task DeepRecursionKeepsEverySpanUnderItsParent(int depth)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Stack<TraceScope> open = new();
            for (int i = 0; i < depth; i++)
            {
                open.Push(AutoTracer.BeginSubsegment("level"));
            }

            while (open.TryPop(out TraceScope scope))
            {
                scope.Dispose();
            }
        }

        IReadOnlyList<SegmentDocument> documents = await recording.DocumentsAsync();
        Dictionary<string, string?> parents = [];
        foreach (SegmentDocument document in documents)
        {
            int nesting = 0;
            JsonElement at = document.Json;
            string? parent = document.ParentId;
            while (true)
            {
                nesting++;
                parents.Add(at.GetProperty("id").GetString()!, parent);
                if (!at.TryGetProperty("subsegments", out JsonElement children))
                {
                    break;
                }

                parent = at.GetProperty("id").GetString();
                at = Assert.Single(children.EnumerateArray());
            }

            Assert.InRange(nesting, 1, 25);
        }

        Assert.Equal(depth + 1, parents.Count);
        Assert.Single(parents.Values, parent => parent is null);
        Assert.All(parents.Values, parent => Assert.True(parent is null || parents.ContainsKey(parent)));
        Assert.Equal(depth, parents.Values.OfType<string>().Distinct().Count());
    }

    private static void Thrower() => throw new InvalidOperationException("thrown");

    internal sealed class Cart
    {
        public List<int> Items { get; set; } = [];
    }

    internal sealed class Throwing
    {
        public int Value => throw new InvalidOperationException("no");
    }

    private sealed class HostileException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");

        public override string? StackTrace => throw new InvalidOperationException("no stack");
    }

    [JsonSerializable(typeof(Cart))]
    [JsonSerializable(typeof(Throwing))]
    internal sealed partial class CartJson : JsonSerializerContext;
}
