using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AutoTrace.Browser.Tests;

/// <summary>A trace under construction: segments and subsegments at given milliseconds after its start.</summary>
internal sealed class ShopTrace(TimeSpan age)
{
    private readonly double _start = (DateTimeOffset.UtcNow - age).ToUnixTimeMilliseconds() / 1000.0;
    private readonly List<JsonObject> _segments = [];

    public string Id { get; } = $"1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{Hex(12)}";

    public IEnumerable<string> Documents => _segments.Select(segment => segment.ToJsonString());

    public JsonObject Segment(string name, int from, int to, JsonObject? caller = null)
    {
        JsonObject segment = Entity(name, from, to);
        segment["trace_id"] = Id;
        if (caller is not null)
        {
            segment["parent_id"] = caller["id"]!.GetValue<string>();
        }

        _segments.Add(segment);
        return segment;
    }

    public JsonObject Method(JsonObject parent, string name, int from, int to)
    {
        JsonObject subsegment = Entity(name, from, to);
        if (parent["subsegments"] is not JsonArray siblings)
        {
            parent["subsegments"] = siblings = [];
        }

        siblings.Add(subsegment);
        return subsegment;
    }

    public JsonObject Call(JsonObject parent, string name, int from, int to, string url, int status)
    {
        JsonObject call = Method(parent, name, from, to);
        call["namespace"] = "remote";
        return Http(call, url, status);
    }

    /// <summary>A call and the segment with which the callee answers it.</summary>
    public JsonObject CallTo(JsonObject parent, string service, int from, int to, string path, int status)
    {
        JsonObject call = Call(parent, service, from, to, $"http://{service}{path}", status);
        JsonObject segment = Segment(service, from + 1, to - 1, call);
        return Http(segment, $"http://{service}{path}", status);
    }

    /// <summary>Sets request and response, and the flags that belong to the status.</summary>
    public static JsonObject Http(JsonObject entity, string url, int status)
    {
        bool reads = url.Contains("/SKU-", StringComparison.Ordinal);
        entity["http"] = new JsonObject
        {
            ["request"] = new JsonObject { ["method"] = reads ? "GET" : "POST", ["url"] = url },
            ["response"] = new JsonObject { ["status"] = status },
        };
        SetIf(entity, "fault", status >= 500);
        SetIf(entity, "error", status is >= 400 and < 500);
        SetIf(entity, "throttle", status == 429);
        return entity;
    }

    private static void SetIf(JsonObject entity, string flag, bool holds)
    {
        if (holds)
        {
            entity[flag] = true;
        }
    }

    private JsonObject Entity(string name, int from, int to) => new()
    {
        ["name"] = name,
        ["id"] = Hex(8),
        ["start_time"] = Math.Round(_start + from / 1000.0, 6),
        ["end_time"] = Math.Round(_start + to / 1000.0, 6),
    };

    public static string Hex(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
