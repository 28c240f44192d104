using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AutoTrace.Tests.Documents;

/// <summary>What becomes of metadata, whatever it is. Every document has passed the schema and the rules.</summary>
public sealed partial class MetadataTests
{
    [Fact]
    public async Task PlainValuesAreWrittenAsWhatTheyAre()
    {
        JsonNode metadata = await MetadataAsync(span =>
        {
            span.AddMetadata("text", "a\ud800");
            span.AddMetadata("integer", long.MinValue);
            span.AddMetadata("number", 1.5);
            span.AddMetadata("nan", double.NaN);
            span.AddMetadata("infinite", double.NegativeInfinity);
            span.AddMetadata("flag", true);
            span.AddMetadata("nothing", (string?)null);
            span.AddMetadata("json", JsonElement.Parse("""{"a":[1,null]}"""));
        });

        Assert.Equal(
            """{"text":"a\uFFFD","integer":-9223372036854775808,"number":1.5,"nan":"NaN","infinite":"-Infinity","flag":true,"json":{"a":[1,null]}}""",
            metadata.ToJsonString());
    }

    [Fact]
    public async Task DictionariesAreWrittenByTheKindOfTheirValues()
    {
        Dictionary<string, object?> values = new()
        {
            ["null"] = null,
            ["byte"] = (byte)1,
            ["long"] = -2L,
            ["ulong"] = ulong.MaxValue,
            ["float"] = 0.5f,
            ["decimal"] = 1.10m,
            ["nan"] = float.NaN,
            ["time"] = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
            ["day"] = new DateOnly(2026, 11, 20),
            ["kind"] = DayOfWeek.Friday,
            ["id"] = Guid.Empty,
            ["list"] = new object[] { 1, "two", new Dictionary<int, bool> { [3] = true } },
            ["pairs"] = new SortedList<string, object?> { ["a"] = 'b' },
            ["bytes"] = new byte[] { 1, 2 },
            ["json"] = JsonElement.Parse("[1e3]"),
            ["unknown"] = new MetadataTests(),
            ["lone\ud800"] = 1,
            ["lone\udfff"] = 2,
        };

        JsonNode metadata = await MetadataAsync(span => span.AddMetadata("all", values));

        Assert.Equal(
            """
            {"null":null,"byte":1,"long":-2,"ulong":18446744073709551615,"float":0.5,"decimal":1.10,"nan":"NaN",
            "time":"2026-11-20T12:00:00\u002B00:00","day":"2026-11-20","kind":"Friday",
            "id":"00000000-0000-0000-0000-000000000000","list":[1,"two",{"3":true}],"pairs":{"a":"b"},"bytes":"AQI=",
            "json":[1e3],"unknown":"not serialisable: MetadataTests","lone\uFFFD":2}
            """.ReplaceLineEndings(""),
            metadata["all"]!.ToJsonString());
    }

    [Fact]
    public async Task DictionariesOfOneKindNeedNoConversion()
    {
        JsonNode metadata = await MetadataAsync(span =>
        {
            span.AddMetadata("counts", new Dictionary<string, int> { ["a"] = 1 });
            span.AddMetadata("headers", new SortedDictionary<string, string> { ["Accept"] = "*/*" });
            span.AddMetadata("none", (Dictionary<string, int>?)null);
        });

        Assert.Equal("""{"counts":{"a":1},"headers":{"Accept":"*/*"}}""", metadata.ToJsonString());
    }

    [Fact]
    public async Task LaterChangesDoNotShow()
    {
        Dictionary<string, int> counts = new() { ["a"] = 1 };

        JsonNode metadata = await MetadataAsync(span =>
        {
            span.AddMetadata("counts", counts);
            counts["a"] = 2;
        });

        Assert.Equal(1, metadata["counts"]!["a"]!.GetValue<int>());
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { nameof(Circle), "not serialisable: " },
        { nameof(DeepCircle), "not serialisable: InvalidOperationException" },
        { nameof(CircularDictionary), "not serialisable: InvalidOperationException" },
        { nameof(EndlessDictionary), "too large: more than 65536 bytes" },
        { nameof(EndlessSameKey), "too large: more than 65536 bytes" },
        { nameof(EndlessList), "too large: more than 65536 bytes" },
        { nameof(LargeText), "too large: more than 65536 bytes" },
        { nameof(ThrowingGetter), "not serialisable: NotSupportedException" },
        { nameof(ThrowingText), "not serialisable: NotSupportedException" },
        { nameof(ThrowingEnumeration), "not serialisable: NotSupportedException" },
        { nameof(RawGarbage), "not serialisable: JsonReaderException" },
        { nameof(RawBytesThatAreNoText), "not serialisable: no JSON value was written" },
        { nameof(NothingWritten), "not serialisable: no JSON value was written" },
        { nameof(DisposedJson), "not serialisable: ObjectDisposedException" },
        { nameof(NoJson), "not serialisable: InvalidOperationException" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task WhatCannotBeWrittenIsRemarkedAndHarmsNothing(string kind, string remark)
    {
        Action<TraceSpan> add = typeof(MetadataTests)
            .GetMethod(kind, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .CreateDelegate<Action<TraceSpan>>();

        JsonNode metadata = await MetadataAsync(span =>
        {
            span.AddMetadata("before", 1);
            add(span);
            span.AddMetadata("after", 2);
        });

        Assert.StartsWith(remark, metadata["hostile"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((1, 2), (metadata["before"]!.GetValue<int>(), metadata["after"]!.GetValue<int>()));
    }

    [Fact]
    public async Task AGetterMayAddMetadataItself()
    {
        JsonNode metadata = await MetadataAsync(span => span.AddMetadata("outer", new Talkative(), Json.Default.Talkative));

        Assert.Equal(42, metadata["outer"]!["Value"]!.GetValue<int>());
        Assert.Equal("from the getter", metadata["inner"]!.GetValue<string>());
    }

    [Fact]
    public async Task MoreKeysThanAnybodyReadsAreLeftOutAndCounted()
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            for (int i = 0; i < 10_000; i++)
            {
                scope.Span.AddMetadata($"{i}", i);
            }
        }

        JsonNode metadata = (await recording.TreeAsync())["segment"].Metadata!;
        Assert.Equal(500, metadata["default"]!.AsObject().Count);
        Assert.Equal(9500, metadata["autotrace"]!["metadata_left_out"]!.GetValue<int>());
    }

    private static async Task<JsonNode> MetadataAsync(Action<TraceSpan> add)
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            add(scope.Span);
        }

        return (await recording.TreeAsync())["segment"].Metadata!["default"]!;
    }

    private static void Circle(TraceSpan span) => span.AddMetadata("hostile", Node.InACircle(), Json.Default.Node);

    private static void DeepCircle(TraceSpan span)
    {
        Json deep = new(new JsonSerializerOptions { MaxDepth = int.MaxValue });
        span.AddMetadata("hostile", Node.InACircle(), deep.Node);
    }

    private static void CircularDictionary(TraceSpan span)
    {
        Dictionary<string, object?> circle = [];
        circle["self"] = circle;
        span.AddMetadata("hostile", circle);
    }

    private static void EndlessDictionary(TraceSpan span) =>
        span.AddMetadata("hostile", Endless().Select(i => KeyValuePair.Create($"{i}", i)));

    private static void EndlessSameKey(TraceSpan span) =>
        span.AddMetadata("hostile", Endless().Select(i => KeyValuePair.Create("same", i)));

    private static void EndlessList(TraceSpan span) =>
        span.AddMetadata("hostile", new Dictionary<string, object?> { ["list"] = Endless() });

    private static void LargeText(TraceSpan span) => span.AddMetadata("hostile", new string('x', 1_000_000));

    private static void ThrowingGetter(TraceSpan span) =>
        span.AddMetadata("hostile", new Throwing(), Json.Default.Throwing);

    private static void ThrowingText(TraceSpan span) =>
        span.AddMetadata("hostile", new Dictionary<string, Unformattable> { ["a"] = new() });

    private static void ThrowingEnumeration(TraceSpan span) => span.AddMetadata(
        "hostile", Endless().Select(i => i < 3 ? KeyValuePair.Create($"{i}", i) : throw new NotSupportedException()));

    private static void RawGarbage(TraceSpan span) => AddRaw(span, "},\"broken\":["u8.ToArray());

    private static void RawBytesThatAreNoText(TraceSpan span) => AddRaw(span, [(byte)'"', 0xff, (byte)'"']);

    private static void NothingWritten(TraceSpan span) => AddRaw(span, []);

    private static void DisposedJson(TraceSpan span)
    {
        JsonDocument document = JsonDocument.Parse("[1]");
        document.Dispose();
        span.AddMetadata("hostile", document.RootElement);
    }

    private static void NoJson(TraceSpan span) => span.AddMetadata("hostile", default(JsonElement));

    private static void AddRaw(TraceSpan span, byte[] raw) =>
        span.AddMetadata("hostile", new Raw(raw), Json.Default.Raw);

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i = (i + 1) % 1_000_000)
        {
            yield return i;
        }
    }

    internal sealed class Node
    {
        public Node? Next { get; set; }

        public static Node InACircle()
        {
            Node node = new();
            node.Next = node;
            return node;
        }
    }

    internal sealed class Throwing
    {
        public int Value => throw new NotSupportedException();
    }

    internal sealed class Talkative
    {
        public int Value
        {
            get
            {
                AutoTracer.Current.AddMetadata("inner", "from the getter");
                return 42;
            }
        }
    }

    [JsonConverter(typeof(RawConverter))]
    internal sealed record Raw(byte[] Json);

    private sealed class Unformattable : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => throw new NotSupportedException();
    }

    internal sealed class RawConverter : JsonConverter<Raw>
    {
        public override Raw Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Raw value, JsonSerializerOptions options)
        {
            if (value.Json.Length > 0)
            {
                writer.WriteRawValue(value.Json, skipInputValidation: true);
            }
        }
    }

    [JsonSerializable(typeof(Node))]
    [JsonSerializable(typeof(Throwing))]
    [JsonSerializable(typeof(Talkative))]
    [JsonSerializable(typeof(Raw))]
    internal sealed partial class Json : JsonSerializerContext;
}
