using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.Web;

/// <summary>The developer guide's sample answers, as far as their documents are known.</summary>
public sealed class DeveloperGuideTests
{
    private const string Id = "ReferenceId";

    [Fact]
    public async Task TheSampleTracesInferredSegmentsAreTheGuides()
    {
        JsonElement guide = Assert.Single(Sample("08-Traces.json").Items("Traces"));
        JsonObject[] documents = Documents(guide);
        await using TestDaemon daemon = await TestDaemon.StartAsync();
        await daemon.PutAsync([.. documents.Where(d => !d.ContainsKey("inferred"))]);

        JsonElement answer = await daemon.PostAsync("/Traces", Ids(guide));

        JsonElement trace = answer.GetProperty("Traces")[0];
        Assert.Equal(guide.Number("Duration"), trace.Number("Duration"));
        Assert.Equal(Comparable(documents), Comparable(Documents(trace)));
    }

    [Fact]
    public async Task TheSampleTracesGraphHasItsServicesAndResources()
    {
        JsonElement guide = Assert.Single(Sample("08-Traces.json").Items("Traces"));
        await using TestDaemon daemon = await TestDaemon.StartAsync();
        await daemon.PutAsync([.. Documents(guide).Where(d => !d.ContainsKey("inferred"))]);

        JsonElement graph = await daemon.PostAsync("/TraceGraph", Ids(guide));

        Assert.Equal(
            [
                "SNS AWS::SNS > ",
                "Scorekeep AWS::ElasticBeanstalk::Environment > "
                    + "random-name AWS::Lambda, scorekeep-user AWS::DynamoDB::Table",
                "Scorekeep client > Scorekeep AWS::ElasticBeanstalk::Environment",
                "random-name AWS::Lambda > random-name AWS::Lambda::Function",
                "random-name AWS::Lambda::Function > SNS AWS::SNS",
                "scorekeep-user AWS::DynamoDB::Table > ",
            ],
            Edges(graph));
    }

    [Fact]
    public async Task ADocumentForEachOfTheSampleGraphsRequestsMakesTheSampleGraph()
    {
        const string App = "xray-sample.elasticbeanstalk.com";
        const string Table = "awseb-e-dixzws4s9p-stack-StartupSignupsTable-4IMSMHAYX2BA";
        await using TestDaemon daemon = await TestDaemon.StartAsync();
        await daemon.PutAsync(
            Request(1, 0.005), Request(2, 0.015).With("error", true),
            Request(3, 0.157, Call("DynamoDB", 0.076, Table), Call("SNS", 0.049)),
            Request(4, 0.096, Call("DynamoDB", 0.044, Table), Call("SNS", 0.076)));

        JsonElement graph = await daemon.PostAsync(
            "/ServiceGraph", new JsonObject { ["StartTime"] = 0, ["EndTime"] = 9e9 });

        JsonElement guide = Sample("03-Services.json");
        Assert.Equal(ComparableServices(guide), ComparableServices(graph));

        JsonObject Request(ulong id, double lasts, params JsonObject[] calls) =>
            Some.Segment(App, id, lasts: lasts)
                .With("origin", "AWS::EC2::Instance").With("trace_id", $"1-5b1834bf-{id:x24}").Around(calls);

        static JsonObject Call(string name, double lasts, string? table = null) =>
            Some.Subsegment(name, (ulong)(lasts * 1e6) + (ulong)name.Length, "aws", lasts: lasts)
                .With("aws", table is null ? [] : new JsonObject { ["table_name"] = table });
    }

    private static JsonElement Sample(string name) =>
        JsonElement.Parse(TestData.Text($"developer-guide/gettingdata/{name}"));

    private static JsonObject Ids(JsonElement trace) =>
        new() { ["TraceIds"] = new JsonArray(trace.Text("Id")) };

    private static JsonObject[] Documents(JsonElement trace) =>
        [.. trace.Items("Segments").Select(s => JsonNode.Parse(s.Text("Document")!)!.AsObject())];

    /// <summary>
    /// By parent, whatever order members come in, without the ids that each service makes up for inferred segments.
    /// </summary>
    private static string[] Comparable(IEnumerable<JsonObject> documents) =>
    [
        .. documents
            .Select(d => Sorted(d, without: d.ContainsKey("inferred") ? "id" : "").ToJsonString())
            .Order(StringComparer.Ordinal),
    ];

    private static JsonNode Sorted(JsonNode node, string without) => node switch
    {
        JsonObject o => new JsonObject(o.Where(m => m.Key != without).OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Sorted(m.Value!, without)))),
        JsonArray a => new JsonArray([.. a.Select(i => Sorted(i!, without))]),
        _ when node.GetValueKind() == JsonValueKind.Number => node.GetValue<double>(),
        _ => node.DeepClone(),
    };

    private static string[] Edges(JsonElement graph)
    {
        Dictionary<int, string> names = Names(graph);
        return
        [
            .. graph.Items("Services").Select(s =>
                $"{names[(int)s.Number(Id)!]} > {string.Join(", ", Targets(s, names))}"),
        ];
    }

    private static IEnumerable<string> Targets(JsonElement service, Dictionary<int, string> names) =>
        service.Items("Edges").Select(e => names[(int)e.Number(Id)!]);

    private static Dictionary<int, string> Names(JsonElement graph) => graph.Items("Services")
        .ToDictionary(s => (int)s.Number(Id)!, s => $"{s.GetProperty("Name")} {s.GetProperty("Type")}");

    /// <summary>Everything but reference ids, which become names, and times; lists in one order.</summary>
    private static string[] ComparableServices(JsonElement graph)
    {
        Dictionary<int, string> names = Names(graph);
        return [.. graph.Items("Services").Select(s => Comparable(s, names)).Order(StringComparer.Ordinal)];
    }

    private static string Comparable(JsonElement value, Dictionary<int, string> names) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject()
            .Where(m => m.Name is not ("StartTime" or "EndTime"))
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => (m.Name, Value: m.Name == Id ? names[m.Value.GetInt32()] : Comparable(m.Value, names)))
            .Select(m => $"{m.Name}:{m.Value}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray()
            .Select(i => Comparable(i, names))
            .Order(StringComparer.Ordinal))}]",
        _ => value.GetRawText(),
    };
}
