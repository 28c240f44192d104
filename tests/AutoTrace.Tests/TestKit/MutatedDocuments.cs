using System.Text.Json.Nodes;

namespace AutoTrace.Tests.TestKit;

/// <summary>Segment documents with a few things changed at random, of which about half break AWS's schema.</summary>
internal static class MutatedDocuments
{
    private static readonly string[] s_values =
    [
        "null", "true", "0", "-1", "1.5", "1.0", "1E3", "1e400", "[]", "{}", "\"\"", "\"70de5b6f19ff9a0a\"", "\"a\\n\"",
        "\"1-581cf771-a006649127e371903a2de979\"", "\"1--a006649127e371903a2de979\"", "\"\\ud835\\udd18\"",
        "\"Zürich 東京\"", "\"a,b\"", "[1]", "[\"x\"]", "{\"a\":{}}", "{\"a\":1}", "{\"a.b\":1}",
        "[{\"id\":\"70de5b6f19ff9a0a\"}]", "\"16 \\ud835\\udd18 characters\"",
        .. new[] { 15, 16, 17, 200, 201, 250, 251, 1000, 1001 }.Select(length => $"\"{new string('x', length)}\""),
    ];

    private static readonly string[] s_names =
    [
        "name", "id", "trace_id", "parent_id", "start_time", "end_time", "fault", "cause", "exceptions", "stack",
        "line", "annotations", "metadata", "subsegments", "http", "request", "url", "response", "status", "aws", "ecs",
        "sql", "user", "service", "version", "traced", "precursor_ids", "with space", "a/b~c", "ü",
        "truncated", "x_forwarded_for",
    ];

    private static readonly string[] s_originals =
    [
        .. TestData.SampleNames.Select(name => TestData.Sample(name).Json.GetRawText()),
        .. TestData.SampleTrace().Select(document => document.Json.GetRawText()),
        """
        {"name":"a","id":"70de5b6f19ff9a0a","trace_id":"1-581cf771-a006649127e371903a2de979","start_time":1,"user":"u",
         "cause":{"working_directory":"/","paths":["p"],"exceptions":[{"id":"70de5b6f19ff9a0b","message":"m",
          "truncated":1,"cause":"x","stack":[{"path":"p","line":1,"label":"l"}]}]},"annotations":{"s":"v","n":1},
         "metadata":{"default":{"k":[1,{"x":null}]}},"subsegments":[{"name":"b","id":"70de5b6f19ff9a0c","start_time":1,
          "cause":"70de5b6f19ff9a0b","precursor_ids":["70de5b6f19ff9a0d"],"annotations":{"k_1":"v"},
          "sql":{"user":"u"}}]}
        """,
    ];

    /// <summary>That many documents, each on one line; the same ones for the same seed.</summary>
    public static IEnumerable<string> Generate(int count, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            JsonNode document = JsonNode.Parse(s_originals[i % s_originals.Length])!;
            for (int changes = random.Next(4); changes > 0; changes--)
            {
                Change(random, document);
            }

            yield return document.ToJsonString();
        }
    }

    private static void Change(Random random, JsonNode document)
    {
        JsonNode[] containers = [.. Containers(document)];
        JsonNode target = containers[random.Next(containers.Length)];
        JsonNode? value = JsonNode.Parse(s_values[random.Next(s_values.Length)]);
        string added = s_names[random.Next(s_names.Length)];
        switch (target)
        {
            case JsonObject members when members.Count == 0 || random.Next(3) == 0:
                members[added] = value;
                break;
            case JsonObject members:
                string present = members.ElementAt(random.Next(members.Count)).Key;
                members.Remove(present);
                if (random.Next(3) > 0)
                {
                    members[present] = value;
                }

                break;
            case JsonArray items when items.Count == 0 || random.Next(2) == 0:
                items.Add(value);
                break;
            case JsonArray items:
                items[random.Next(items.Count)] = value;
                break;
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Containers(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Containers).Prepend(items),
        _ => [],
    };
}
