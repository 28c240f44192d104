using System.Text.Json;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Web.Answers;

/// <summary>The answer of GetTraceSummaries, and the summaries in the console's own.</summary>
internal static class TraceSummaryJson
{
    public static void WriteAnswer(List<Trace> traces, TimeRange range, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("TraceSummaries");
        foreach (Trace trace in traces)
        {
            json.WriteStartObject();
            WriteMembers(trace, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("ApproximateTime", range.Start);
        json.WriteNumber("TracesProcessedCount", traces.Count);
        json.WriteEndObject();
    }

    public static void WriteMembers(Trace trace, Utf8JsonWriter json)
    {
        json.WriteString("Id", trace.Id.ToString());
        json.WriteNumber("StartTime", trace.StartTime);
        json.WriteNumber("Duration", Microsecond.ToSeconds(trace.Microseconds));
        if (trace.Entry is { Entity.InProgress: false } entry)
        {
            json.WriteNumber("ResponseTime", Microsecond.ToSeconds(entry.Entity.Microseconds));
        }

        json.WriteBoolean("HasFault", trace.HasFault);
        json.WriteBoolean("HasError", trace.HasError);
        json.WriteBoolean("HasThrottle", trace.HasThrottle);
        json.WriteBoolean("IsPartial", trace.IsPartial);
        WriteHttp(trace.Entry?.Entity.Http, json);
        WriteAnnotations(trace, json);
        WriteUsers(trace, json);
        ServiceIdJson.WriteArray("ServiceIds", TraceIndex.Services(trace), json);
        if (trace.Entry is not null)
        {
            json.WritePropertyName("EntryPoint");
            ServiceIdJson.Write(trace.Entry.Service, json);
        }

        json.WriteNumber("Revision", trace.Revision);
    }

    private static void WriteHttp(HttpBlock? http, Utf8JsonWriter json)
    {
        json.WriteStartObject("Http");
        if (http?.Status is { } status)
        {
            json.WriteNumber("HttpStatus", status);
        }

        WriteIfKnown("HttpURL", http?.Url, json);
        WriteIfKnown("HttpMethod", http?.Method, json);
        WriteIfKnown("UserAgent", http?.UserAgent, json);
        WriteIfKnown("ClientIp", http?.ClientIp, json);
        json.WriteEndObject();
    }

    private static void WriteIfKnown(string name, string? value, Utf8JsonWriter json)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteAnnotations(Trace trace, Utf8JsonWriter json)
    {
        json.WriteStartObject("Annotations");
        foreach ((string key, var values) in TraceIndex.Annotations(trace))
        {
            json.WriteStartArray(key);
            foreach ((Annotation annotation, SortedSet<ServiceKey> services) in values)
            {
                json.WriteStartObject();
                json.WriteStartObject("AnnotationValue");
                WriteValue(annotation, json);
                json.WriteEndObject();
                ServiceIdJson.WriteArray("ServiceIds", services, json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Annotation annotation, Utf8JsonWriter json)
    {
        switch (annotation.Kind)
        {
            case JsonValueKind.Number:
                json.WriteNumber("NumberValue", annotation.Number);
                break;
            case JsonValueKind.String:
                json.WriteString("StringValue", annotation.Text);
                break;
            default:
                json.WriteBoolean("BooleanValue", annotation.Kind == JsonValueKind.True);
                break;
        }
    }

    private static void WriteUsers(Trace trace, Utf8JsonWriter json)
    {
        json.WriteStartArray("Users");
        foreach ((string user, SortedSet<ServiceKey> services) in TraceIndex.Users(trace))
        {
            json.WriteStartObject();
            json.WriteString("UserName", user);
            ServiceIdJson.WriteArray("ServiceIds", services, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
