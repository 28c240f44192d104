using System.Text.Json;

namespace AutoTrace.Testing;

/// <summary>Puts spans under their parents, from whichever document they came.</summary>
internal static class CapturedTree
{
    public static IReadOnlyList<CapturedSpan> Of(IEnumerable<string> documents)
    {
        Dictionary<(string Trace, string Id), CapturedSpan> spans = [];
        foreach (string document in documents)
        {
            JsonElement json = Parse(document);
            bool isSegment = !json.TryGetProperty("type", out JsonElement type) || type.GetString() != "subsegment";
            Add(json, json.GetProperty("trace_id").GetString()!, CapturedSpan.Text(json, "parent_id"), isSegment);
        }

        List<CapturedSpan> roots = [];
        foreach (CapturedSpan span in spans.Values.OrderBy(span => span.StartTime))
        {
            if (span.ParentId is { } parentId && spans.TryGetValue((span.TraceId, parentId), out CapturedSpan? parent))
            {
                parent.AddChild(span);
            }
            else
            {
                roots.Add(span);
            }
        }

        return roots;

        void Add(JsonElement json, string traceId, string? parentId, bool isSegment)
        {
            CapturedSpan span = new(json, traceId, parentId, isSegment);

            // A copy in progress gives way to the complete one, whichever comes first.
            if (span.EndTime is not null || !spans.ContainsKey((traceId, span.Id)))
            {
                spans[(traceId, span.Id)] = span;
            }

            if (json.TryGetProperty("subsegments", out JsonElement subsegments))
            {
                foreach (JsonElement subsegment in subsegments.EnumerateArray())
                {
                    Add(subsegment, traceId, span.Id, isSegment: false);
                }
            }
        }
    }

    private static JsonElement Parse(string document)
    {
        using JsonDocument json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 256 });
        return json.RootElement.Clone();
    }
}
