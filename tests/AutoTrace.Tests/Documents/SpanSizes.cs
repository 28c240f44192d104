using System.Text.Json;

namespace AutoTrace.Tests.Documents;

/// <summary>The bytes of each span of a segment, read off its documents, and so those of any other split of it.</summary>
internal sealed class SpanSizes
{
    // What a document of its own has more: "trace_id":"…","parent_id":"…","type":"subsegment",
    public const int IndependentFields = 100;

    private const string List = ",\"subsegments\":";

    private readonly List<string?> _parents = [];
    private readonly Dictionary<string, (int Position, int Bytes)> _spans = [];
    private readonly bool _isSubsegment;

    public SpanSizes(SplitSegment split)
    {
        Dictionary<string, int> bytes = [];
        foreach (SegmentDocument document in split.Exporter.Documents)
        {
            Measure(document.Json, document.IsSubsegment ? IndependentFields : 0, bytes);
        }

        foreach ((string id, string? parent) in split.Spans)
        {
            _spans.Add(id, (_spans.Count, bytes[id]));
            _parents.Add(parent);
        }

        _isSubsegment = split.Exporter.Documents[0].IsSubsegment;
    }

    public int Count => _parents.Count;

    /// <summary>The sizes of the documents where those spans start one whose bits are set, the second span's first.</summary>
    public IEnumerable<int> DocumentsOf(int starts)
    {
        int[] bytes = [.. _spans.Values.Select(span => span.Bytes)];
        bool[] embeds = new bool[Count];
        for (int i = Count - 1; i > 0; i--)
        {
            if ((starts >> (i - 1) & 1) != 0)
            {
                yield return bytes[i] + IndependentFields;
            }
            else
            {
                int parent = _spans[_parents[i]!].Position;
                bytes[parent] += bytes[i] + (embeds[parent] ? ",".Length : List.Length + "[]".Length);
                embeds[parent] = true;
            }
        }

        yield return bytes[0] + (_isSubsegment ? IndependentFields : 0);
    }

    private static void Measure(JsonElement span, int independentFields, Dictionary<string, int> bytes)
    {
        JsonElement list = span.Member("subsegments");
        int embedded = list.ValueKind == JsonValueKind.Array ? List.Length + list.GetRawText().Length : 0;
        bytes.Add(span.Text("id")!, span.GetRawText().Length - embedded - independentFields);
        foreach (JsonElement child in span.Items("subsegments"))
        {
            Measure(child, independentFields: 0, bytes);
        }
    }
}
