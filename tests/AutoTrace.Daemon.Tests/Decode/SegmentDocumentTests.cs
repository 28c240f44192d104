using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Daemon.Decode;
using AutoTrace.Tests.Shared;
using SegmentDocument = AutoTrace.Daemon.Decode.SegmentDocument;

namespace AutoTrace.Daemon.Tests.Decode;

public sealed class SegmentDocumentTests
{
    [Fact]
    public void ReadsWhatASegmentSays()
    {
        SegmentDocument document = Some.Segment("orders", 0xb0, caller: 0xa1, lasts: 0.25)
            .With("origin", "AWS::EC2::Instance").With("user", "ann").With("error", true).With("throttle", true)
            .WithJson("http", """
                {"request":{"method":"GET","url":"http://x/y","client_ip":"10.0.0.1","user_agent":"curl"},
                 "response":{"status":429}}
                """)
            .WithJson("annotations", """{"size":3,"vip":true,"who":"ann","ignored":[1]}""")
            .WithJson("of_the_future", """{"subsegments":[{"deep":1}]}""")
            .Decoded();

        Assert.Equal(Some.TraceId, document.TraceId.ToString());
        Assert.Equal(Some.Id(0xa1), document.ParentId.ToString());
        Assert.False(document.IsSubsegment);
        Entity root = document.Root;
        Assert.Equal(
            ("orders", Some.Id(0xb0), "AWS::EC2::Instance", "ann"),
            (root.Name, root.Id.ToString(), root.Origin, root.User));
        Assert.Equal((250_000, false, true, true), (root.Microseconds, root.Fault, root.Error, root.Throttle));
        Assert.Equal(
            ("GET", "http://x/y", "10.0.0.1", "curl", 429),
            (root.Http!.Method, root.Http.Url, root.Http.ClientIp, root.Http.UserAgent, root.Http.Status));
        Assert.Equal(
            [
                new("size", JsonValueKind.Number, null, 3),
                new("vip", JsonValueKind.True, null, 0),
                new("who", JsonValueKind.String, "ann", 0),
            ],
            root.Annotations!);
        Assert.Empty(root.Subsegments);
    }

    [Fact]
    public void ReadsEmbeddedSubsegmentsAndWhereTheyStand()
    {
        SegmentDocument document = Some.Segment("orders", 1).Around(
            Some.Subsegment("Checkout.Place", 2).Around(
                Some.Subsegment("DynamoDB", 3, "aws").With("aws", new JsonObject { ["table_name"] = "carts" }),
                Some.Subsegment("db", 4, "remote").With("sql", new JsonObject { ["url"] = "x" })),
            Some.Subsegment("later", 5, lasts: null)).Decoded();

        Entity place = document.Root.Subsegments[0];
        Assert.Equal(["DynamoDB", "db"], place.Subsegments.Select(s => s.Name));
        Assert.Equal("carts", place.Subsegments[0].Aws!.TableName);
        Assert.True(place.Subsegments[1].HasSql);
        Assert.Same(place, place.Subsegments[1].Enclosing);
        Assert.True(document.Root.Subsegments[1].InProgress);
        JsonElement raw = JsonElement.Parse(
            document.Json.AsSpan(place.Subsegments[1].Offset, place.Subsegments[1].Length));
        Assert.Equal("db", raw.Text("name"));
    }

    [Theory]
    [InlineData("1478293361.271")]
    [InlineData("1.478293361271E9")]
    public void ReadsTimesInEitherNotation(string time)
    {
        string json = $$"""
            {"name":"a","id":"70de5b6f19ff9a0b","trace_id":"{{Some.TraceId}}","start_time":{{time}},"in_progress":true}
            """;

        Assert.True(SegmentDocument.TryRead(Encoding.UTF8.GetBytes(json), out SegmentDocument? document, out _));
        Assert.Equal(1478293361.271, document.Root.StartTime);
    }

    [Fact]
    public void SubsegmentsNestedSixteenHundredLevelsDeepAreRead()
    {
        // An object and an array each: about as many as 64 KB hold.
        StringBuilder json = new($$"""{"trace_id":"{{Some.TraceId}}",""");
        const int Depth = 790;
        for (int i = 1; i <= Depth; i++)
        {
            json.Append(
                $$"""{{(i == 1 ? "" : "{")}}"id":"{{i:x16}}","name":"s","start_time":9,"end_time":9,"subsegments":[""");
        }

        json.Append(string.Concat(Enumerable.Repeat("]}", Depth)));
        byte[] utf8 = Encoding.UTF8.GetBytes(json.ToString());

        Assert.True(
            SegmentDocument.TryRead(utf8, out SegmentDocument? document, out Rejection? rejection), rejection?.Reason);
        int depth = 0;
        for (Entity? entity = document.Root; entity is not null; entity = entity.Subsegments.SingleOrDefault())
        {
            depth++;
        }

        Assert.Equal(Depth, depth);
    }

    [Fact]
    public void MetadataNestedTenThousandLevelsDeepIsRead()
    {
        string nested = new string('[', 10_000) + new string(']', 10_000);
        string json = $"{Some.Segment("a", 1).ToJsonString()[..^1]},\"metadata\":{nested}}}";

        Assert.True(
            SegmentDocument.TryRead(Encoding.UTF8.GetBytes(json), out _, out Rejection? rejection), rejection?.Reason);
    }

    [Fact]
    public void AnAnnotationBeyondEveryNumberIsLeftOut()
    {
        string json = Some.Segment("a", 1).ToJsonString()[..^1] + ",\"annotations\":{\"huge\":1e999,\"size\":1}}";

        Assert.True(SegmentDocument.TryRead(Encoding.UTF8.GetBytes(json), out SegmentDocument? document, out _));
        Assert.Equal("size", Assert.Single(document.Root.Annotations!).Key);
    }

    [Fact]
    public void AnEndTimeOfZeroBesideInProgressIsNoEnd()
    {
        Assert.True(Some.Segment("a", 1, lasts: null).With("end_time", 0).Decoded().Root.InProgress);
    }

    [Fact]
    public void AnEndBeforeTheStartCountsAsNoTimeAtAll()
    {
        Assert.Equal(0, Some.Segment("a", 1, lasts: -0.5).Decoded().Root.Microseconds);
    }

    public static TheoryData<string, string, string> Unusable { get; } = new()
    {
        { "MissingId", "no id", Without("id") },
        { "InvalidId", "sixteen hex digits", With("id", "xyz") },
        { "InvalidId", "all zeros", With("id", "0000000000000000") },
        { "MissingTraceId", "no trace_id", Without("trace_id") },
        { "InvalidTraceId", "1-xxxxxxxx", With("trace_id", "1-581cf771-a006649127e371903a2de97g") },
        { "InvalidTraceId", "1-xxxxxxxx", With("trace_id", "4efaaf4d1e8720b39541901950019ee5") },
        { "InvalidParentId", "parent_id", With("parent_id", "short") },
        { "MissingParentId", "no parent_id", With("type", "subsegment") },
        { "MissingName", "no name", Without("name") },
        { "InvalidName", "201 characters", With("name", new string('x', 201)) },
        { "MissingStartTime", "no start_time", Without("start_time") },
        { "MissingStartTime", "no start_time", With("start_time", "1478293361") },
        { "InvalidStartTime", "epoch seconds", With("start_time", 1478293361271) },
        { "InvalidEndTime", "epoch seconds", With("end_time", 1478293361271) },
        { "MissingEndTime", "neither end_time nor in_progress", Without("end_time") },
        { "MissingId", "no id in subsegment \"inner\"", Around(new JsonObject { ["name"] = "inner" }) },
        { "MalformedDocument", "not a JSON object", "[]" },
        { "MalformedDocument", "not a JSON object", "7" },
        { "MalformedDocument", "no object", Valid().With("subsegments", new JsonArray(1)).ToJsonString() },
        { "MalformedDocument", "not valid JSON", "{\"id\":" },
        { "MalformedDocument", "not valid JSON", "" },
        { "MalformedDocument", "not valid JSON", Valid().ToJsonString() + "x" },
        { "MalformedDocument", "not valid JSON", Valid().ToJsonString().Replace("orders", "\\ud800") },
        { "InvalidSegment", "X-Ray takes 65536", With("metadata", new string('x', 65536)) },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void AnUnusableDocumentIsRefusedForOneReason(string code, string reason, string json)
    {
        Assert.False(SegmentDocument.TryRead(
            Encoding.UTF8.GetBytes(json), out SegmentDocument? document, out Rejection? rejection));
        Assert.Null(document);
        Assert.Equal(code, rejection.Code);
        Assert.Contains(reason, rejection.Reason);
    }

    [Fact]
    public void BytesThatAreNoUtf8AreRefused()
    {
        Assert.False(SegmentDocument.TryRead([(byte)'{', 0xff, (byte)'}'], out _, out Rejection? rejection));
        Assert.Equal("the document is not UTF-8", rejection.Reason);
    }

    [Fact]
    public void ARefusalNamesTheDocumentsId()
    {
        Assert.False(
            SegmentDocument.TryRead(Encoding.UTF8.GetBytes(Without("trace_id")), out _, out Rejection? rejection));
        Assert.Equal(Some.Id(0xb0), rejection.Id);
    }

    private static JsonObject Valid() => Some.Segment("orders", 0xb0);

    private static string Around(JsonObject subsegment) => Valid().Around(subsegment).ToJsonString();

    private static string With(string name, JsonNode value) => Valid().With(name, value).ToJsonString();

    private static string Without(string name)
    {
        JsonObject document = Valid();
        document.Remove(name);
        return document.ToJsonString();
    }
}
