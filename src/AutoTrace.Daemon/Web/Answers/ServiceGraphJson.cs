using System.Text.Json;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Web.Answers;

/// <summary>Answers of GetServiceGraph and GetTraceGraph.</summary>
internal static class ServiceGraphJson
{
    public static void WriteServiceGraph(ServiceGraph graph, TimeRange range, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("StartTime", range.Start);
        json.WriteNumber("EndTime", range.End);
        WriteServices(graph, json);
        json.WriteBoolean("ContainsOldGroupVersions", false);
        json.WriteEndObject();
    }

    public static void WriteTraceGraph(ServiceGraph graph, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteServices(graph, json);
        json.WriteEndObject();
    }

    private static void WriteServices(ServiceGraph graph, Utf8JsonWriter json)
    {
        Dictionary<ServiceKey, int> ids = [];
        foreach (ServiceNode node in graph.Nodes)
        {
            ids.Add(node.Key, ids.Count);
        }

        json.WriteStartArray("Services");
        foreach (ServiceNode node in graph.Nodes)
        {
            WriteService(node, ids, json);
        }

        json.WriteEndArray();
    }

    private static void WriteService(ServiceNode node, Dictionary<ServiceKey, int> ids, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("ReferenceId", ids[node.Key]);
        ServiceIdJson.WriteMembers(node.Key, json);
        if (node.IsRoot)
        {
            json.WriteBoolean("Root", true);
        }

        json.WriteString("State", node.IsTraced ? "active" : "unknown");
        WriteTime(node.Time, json);
        json.WriteStartArray("Edges");
        foreach ((ServiceKey to, ServiceEdge edge) in node.Edges)
        {
            json.WriteStartObject();
            json.WriteNumber("ReferenceId", ids[to]);
            WriteTime(edge.Time, json);
            WriteStatistics(edge.Statistics, json);
            WriteHistogram("ResponseTimeHistogram", edge.Statistics.ResponseTimes, json);
            json.WriteStartArray("Aliases");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (node.Statistics is { } statistics)
        {
            WriteStatistics(statistics, json);
            WriteHistogram("DurationHistogram", node.Durations, json);
            WriteHistogram("ResponseTimeHistogram", statistics.ResponseTimes, json);
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Lifetime time, Utf8JsonWriter json)
    {
        json.WriteNumber("StartTime", time.Start);
        json.WriteNumber("EndTime", time.End);
    }

    private static void WriteStatistics(Statistics statistics, Utf8JsonWriter json)
    {
        json.WriteStartObject("SummaryStatistics");
        json.WriteNumber("OkCount", statistics.Ok);
        json.WriteStartObject("ErrorStatistics");
        json.WriteNumber("ThrottleCount", statistics.Throttles);
        json.WriteNumber("OtherCount", statistics.OtherErrors);
        json.WriteNumber("TotalCount", statistics.Throttles + statistics.OtherErrors);
        json.WriteEndObject();
        json.WriteStartObject("FaultStatistics");
        json.WriteNumber("OtherCount", statistics.Faults);
        json.WriteNumber("TotalCount", statistics.Faults);
        json.WriteEndObject();
        json.WriteNumber("TotalCount", statistics.Total);
        json.WriteNumber("TotalResponseTime", statistics.TotalResponseTime);
        json.WriteEndObject();
    }

    private static void WriteHistogram(string name, Histogram histogram, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach ((double value, int count) in histogram.Entries())
        {
            json.WriteStartObject();
            json.WriteNumber("Value", value);
            json.WriteNumber("Count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
