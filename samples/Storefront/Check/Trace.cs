using System.Text.Json;

namespace Shop.Check;

/// <summary>A trace as a tree: each service's segment hangs below the call that it answers.</summary>
internal sealed class Trace
{
    private readonly List<Span> _roots = [];
    private readonly List<Span> _spans;

    public Trace(JsonElement json)
    {
        Id = json.GetProperty(nameof(Id)).GetString()!;
        List<Span> segments = [.. json.GetProperty("Segments").EnumerateArray().Select(ReadSegment)];
        _spans = [.. segments.SelectMany(segment => segment.Tree)];
        Dictionary<string, Span> byId = _spans.ToDictionary(span => span.Id);
        foreach (Span segment in segments)
        {
            bool hasParent = byId.TryGetValue(segment.ParentId ?? "", out Span? parent);
            (hasParent ? parent!.Children : _roots).Add(segment);
        }
    }

    public string Id { get; }

    /// <summary>What services sent, in the order of their documents.</summary>
    public IEnumerable<Span> Records => _spans.Where(span => !span.IsInferred);

    /// <summary>All segments and subsegments of that name.</summary>
    public IEnumerable<Span> Named(string name) => _spans.Where(span => span.Name == name);

    /// <summary>The segments of a service.</summary>
    public IEnumerable<Span> Segments(string service) =>
        _spans.Where(span => span.Service == service && span.Name == service && !span.IsCall && !span.IsInferred);

    /// <summary>Follows names down from the root.</summary>
    /// <returns>How many of them are there, each below the one before.</returns>
    public int Follow(IReadOnlyList<string> path)
    {
        return _roots.Select(root => Depth(root, 0)).DefaultIfEmpty().Max();

        int Depth(Span span, int level) => span.Name != path[level] ? level
            : level + 1 == path.Count ? path.Count
            : span.Children.Select(child => Depth(child, level + 1)).Append(level + 1).Max();
    }

    private static Span ReadSegment(JsonElement segment)
    {
        using JsonDocument document = JsonDocument.Parse(segment.GetProperty("Document").GetString()!);
        JsonElement json = document.RootElement.Clone();
        return new Span(json, json.GetProperty("name").GetString()!);
    }
}
