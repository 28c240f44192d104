using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoTrace.Tests.Shared;

/// <summary>A segment or subsegment in a <see cref="TraceTree"/>.</summary>
/// <param name="json">The object as sent.</param>
/// <param name="parentId">What it lies in, or names as its parent; null for the root of a trace.</param>
/// <param name="isSegment">False for a subsegment, embedded or independent.</param>
internal sealed class TraceNode(JsonElement json, string? parentId, bool isSegment)
{
    public string Id { get; } = json.Text("id")!;

    public string Name { get; } = json.Text("name")!;

    public string? ParentId { get; } = parentId;

    public bool IsSegment { get; } = isSegment;

    /// <summary>Seconds since 1970.</summary>
    public double Start { get; } = json.Number("start_time")!.Value;

    /// <summary>Seconds since 1970; null while in progress.</summary>
    public double? End { get; } = json.Number("end_time");

    public bool InProgress { get; } = json.Flag("in_progress");

    public bool Fault { get; } = json.Flag("fault");

    public bool Error { get; } = json.Flag("error");

    public bool Throttle { get; } = json.Flag("throttle");

    /// <summary>aws or remote; null for local work.</summary>
    public string? Namespace { get; } = json.Text("namespace");

    public JsonNode? Annotations => Block("annotations");

    public JsonNode? Metadata => Block("metadata");

    public JsonNode? Http => Block("http");

    public JsonNode? Cause => Block("cause");

    /// <summary>By start, then by name.</summary>
    public List<TraceNode> Children { get; } = [];

    /// <summary>Any other member of the object.</summary>
    public JsonNode? Block(string name) =>
        json.TryGetProperty(name, out JsonElement block) ? JsonNode.Parse(block.GetRawText()) : null;

    /// <summary>This node and all below it, parents first.</summary>
    public IEnumerable<TraceNode> SelfAndDescendants() =>
        Children.SelectMany(child => child.SelfAndDescendants()).Prepend(this);

    /// <summary>The name, and in brackets whatever is not the case for a local call that went well.</summary>
    public override string ToString()
    {
        string?[] marks =
        [
            IsSegment ? "segment" : null, Namespace, InProgress ? "in_progress" : null,
            Fault ? "fault" : null, Error ? "error" : null, Throttle ? "throttle" : null,
        ];
        string shown = string.Join(' ', marks.Where(mark => mark is not null));
        return shown.Length == 0 ? Name : $"{Name} [{shown}]";
    }
}
