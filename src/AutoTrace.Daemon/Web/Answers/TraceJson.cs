using System.Buffers;
using System.Text.Json;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Web.Answers;

/// <summary>
/// The answer of BatchGetTraces: segments with their subsegments merged in, subsegments whose parent has not come as
/// they are, and inferred segments.
/// </summary>
internal static class TraceJson
{
    public static void WriteAnswer(List<Trace> traces, List<string> unprocessed, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("Traces");
        foreach (Trace trace in traces)
        {
            WriteTrace(trace, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("UnprocessedTraceIds");
        foreach (string id in unprocessed)
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTrace(Trace trace, Utf8JsonWriter json)
    {
        ArrayBufferWriter<byte> document = new();
        json.WriteStartObject();
        json.WriteString("Id", trace.Id.ToString());
        json.WriteNumber("Duration", Microsecond.ToSeconds(trace.Microseconds));
        json.WriteBoolean("LimitExceeded", false);
        json.WriteStartArray("Segments");
        foreach (TraceNode top in trace.Tops)
        {
            document.ResetWrittenCount();
            MergedDocument.Write(top, document);
            WriteSegment(top.Entity.Id, document.WrittenSpan, json);
        }

        foreach (TraceNode call in trace.Nodes.Where(Inference.Applies))
        {
            document.ResetWrittenCount();
            using (Utf8JsonWriter inferred = new(document, JsonAnswer.WriterOptions))
            {
                InferredDocument.Write(trace.Id, call, inferred);
            }

            WriteSegment(Inference.Id(trace.Id, call.Entity.Id), document.WrittenSpan, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSegment(SegmentId id, ReadOnlySpan<byte> document, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("Id", id.ToString());
        json.WriteString("Document", document);
        json.WriteEndObject();
    }
}
