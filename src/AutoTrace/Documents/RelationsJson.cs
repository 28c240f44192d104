using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>Writes what a span goes on from: <c>precursor_ids</c> in its own trace, <c>links</c> to others.</summary>
internal static class RelationsJson
{
    // What X-Ray takes of links, and many more precursors than anybody would look at.
    private const int MaxLinks = 20;
    private const int MaxPrecursors = 100;

    public static void Write(Utf8JsonWriter json, in SealedSpan span, bool isSegment)
    {
        HashSet<SegmentId>? precursors = null;
        HashSet<(TraceId TraceId, SegmentId Id)>? links = null;
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            if (detail is PrecursorDetail precursor && !isSegment && (precursors ??= []).Count < MaxPrecursors)
            {
                precursors.Add(precursor.Id);
            }
            else if (detail is LinkDetail link && (links ??= []).Count < MaxLinks)
            {
                links.Add((link.TraceId, link.Id));
            }
        }

        if (precursors is not null)
        {
            json.WriteStartArray(FieldNames.PrecursorIds);
            foreach (SegmentId id in precursors)
            {
                json.WriteStringValue(id.ToString());
            }

            json.WriteEndArray();
        }

        if (links is not null)
        {
            json.WriteStartArray(FieldNames.Links);
            foreach ((TraceId traceId, SegmentId id) in links)
            {
                json.WriteStartObject();
                json.WriteString(FieldNames.TraceId, traceId.ToString());
                json.WriteId(FieldNames.Id, id.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
