using System.Text;
using System.Text.Json.Nodes;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Store;

namespace AutoTrace.Daemon.Tests;

/// <summary>Documents and traces for tests, with everything that does not matter filled in.</summary>
internal static class Some
{
    public const string TraceId = "1-581cf771-a006649127e371903a2de979";

    /// <summary>The epoch second from which <c>at</c> counts.</summary>
    public const double Start = 1_700_000_000;

    /// <summary>
    /// A segment; <paramref name="caller"/> is the id of the subsegment that led to it, 0 for a root.
    /// </summary>
    public static JsonObject Segment(string name, ulong id, ulong caller = 0, double at = 0, double? lasts = 0.1)
    {
        JsonObject segment = Entity(name, id, at, lasts);
        segment["trace_id"] = TraceId;
        if (caller != 0)
        {
            segment["parent_id"] = Id(caller);
        }

        return segment;
    }

    /// <summary>An embedded subsegment.</summary>
    public static JsonObject Subsegment(string name, ulong id, string? ns = null, double at = 0, double? lasts = 0.05)
    {
        JsonObject subsegment = Entity(name, id, at, lasts);
        if (ns is not null)
        {
            subsegment["namespace"] = ns;
        }

        return subsegment;
    }

    /// <summary>A subsegment sent alone.</summary>
    public static JsonObject Independent(
        string name, ulong id, ulong parent, string? ns = null, double at = 0, double? lasts = 0.05) =>
        Subsegment(name, id, ns, at, lasts)
            .With("type", "subsegment").With("trace_id", TraceId).With("parent_id", Id(parent));

    public static JsonObject With(this JsonObject entity, string name, JsonNode? value)
    {
        entity[name] = value;
        return entity;
    }

    /// <summary>Adds a block that is written as JSON.</summary>
    public static JsonObject WithJson(this JsonObject entity, string name, string json) =>
        entity.With(name, JsonNode.Parse(json));

    /// <summary>Embeds subsegments.</summary>
    public static JsonObject Around(this JsonObject entity, params JsonObject[] subsegments) =>
        entity.With("subsegments", new JsonArray([.. subsegments]));

    public static string Id(ulong id) => new SegmentId(id).ToString();

    public static byte[] Utf8(this JsonObject document) => Encoding.UTF8.GetBytes(document.ToJsonString());

    public static SegmentDocument Decoded(this JsonObject document) =>
        SegmentDocument.TryRead(document.Utf8(), out SegmentDocument? decoded, out Rejection? rejection)
            ? decoded
            : throw new ArgumentException(rejection.Reason);

    /// <summary>The traces that the documents make, oldest first.</summary>
    public static List<Trace> Traces(params JsonObject[] documents)
    {
        TraceStore store = new(long.MaxValue);
        foreach (JsonObject document in documents)
        {
            store.Add(document.Decoded());
        }

        List<Trace> traces = new TraceQueries(store).InRange(TimeRange.All);
        traces.Reverse();
        return traces;
    }

    public static Trace Trace(params JsonObject[] documents) => Assert.Single(Traces(documents));

    private static JsonObject Entity(string name, ulong id, double at, double? lasts)
    {
        JsonObject entity = new() { ["id"] = Id(id), ["name"] = name, ["start_time"] = Start + at };
        return lasts is { } seconds ? entity.With("end_time", Start + at + seconds) : entity.With("in_progress", true);
    }
}
