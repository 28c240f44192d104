using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// What documents say together: the segments and subsegments of one or several traces, each under its parent, wherever
/// its document came from. The order of the documents is of no account; a complete copy wins over one in progress.
/// </summary>
internal sealed class TraceTree
{
    private TraceTree(List<TraceNode> roots) => Roots = roots;

    /// <summary>The nodes whose parent is in none of the documents, by start, then by name.</summary>
    public IReadOnlyList<TraceNode> Roots { get; }

    /// <summary>All nodes, parents before their children.</summary>
    public IEnumerable<TraceNode> Nodes => Roots.SelectMany(root => root.SelfAndDescendants());

    /// <summary>The one node of that name.</summary>
    public TraceNode this[string name]
    {
        get
        {
            TraceNode[] named = [.. Nodes.Where(node => node.Name == name)];
            return named.Length == 1
                ? named[0]
                : throw new KeyNotFoundException($"{named.Length} nodes are named \"{name}\" in:\n{Render()}");
        }
    }

    /// <exception cref="InvalidOperationException">Parents form a circle.</exception>
    public static TraceTree Of(IEnumerable<SegmentDocument> documents)
    {
        Dictionary<(string? Trace, string? Id), TraceNode> nodes = [];
        foreach (SegmentDocument document in documents)
        {
            Add(nodes, document, document.Json, document.ParentId, !document.IsSubsegment);
        }

        List<TraceNode> roots = [];
        foreach (((string? trace, _), TraceNode node) in nodes)
        {
            (nodes.GetValueOrDefault((trace, node.ParentId))?.Children ?? roots).Add(node);
        }

        Sort(roots);
        foreach (TraceNode node in nodes.Values)
        {
            Sort(node.Children);
        }

        TraceTree tree = new(roots);
        return tree.Nodes.Count() == nodes.Count
            ? tree
            : throw new InvalidOperationException("Some nodes are their own ancestors.");
    }

    /// <summary>
    /// A line for each node, indented by two blanks a level:
    /// <c>orders [segment fault]</c>, <c>  Checkout.Place</c>, <c>    payments.example [remote fault]</c>.
    /// </summary>
    public string Render() => string.Join('\n', Roots.SelectMany(root => Lines(root, "")));

    private static IEnumerable<string> Lines(TraceNode node, string indent) =>
        node.Children.SelectMany(child => Lines(child, indent + "  ")).Prepend(indent + node);

    private static void Add(
        Dictionary<(string? Trace, string? Id), TraceNode> nodes,
        SegmentDocument document,
        JsonElement json,
        string? parentId,
        bool isSegment)
    {
        TraceNode node = new(json, parentId, isSegment);
        if (!node.InProgress || !nodes.ContainsKey((document.TraceId, node.Id)))
        {
            nodes[(document.TraceId, node.Id)] = node;
        }

        foreach (JsonElement child in json.Items("subsegments"))
        {
            Add(nodes, document, child, node.Id, isSegment: false);
        }
    }

    private static void Sort(List<TraceNode> siblings) => siblings.Sort((a, b) =>
        a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Name, b.Name));
}
