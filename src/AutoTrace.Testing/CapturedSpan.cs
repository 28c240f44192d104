using System.Text;
using System.Text.Json;

namespace AutoTrace.Testing;

/// <summary>A segment or subsegment as X-Ray would get it, with what lies below it. Immutable.</summary>
public sealed class CapturedSpan
{
    private readonly List<CapturedSpan> _children = [];

    internal CapturedSpan(JsonElement json, string traceId, string? parentId, bool isSegment)
    {
        Json = json;
        TraceId = traceId;
        ParentId = parentId;
        IsSegment = isSegment;
        Id = json.GetProperty("id").GetString()!;
        Name = json.GetProperty("name").GetString()!;
        StartTime = Time("start_time")!.Value;
        EndTime = Time("end_time");
        Annotations = json.TryGetProperty("annotations", out JsonElement annotations)
            ? annotations.EnumerateObject().ToDictionary(member => member.Name, member => ValueOf(member.Value))
            : new Dictionary<string, object>();
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>16 hex digits.</summary>
    public string Id { get; }

    /// <summary>In X-Ray's form.</summary>
    public string TraceId { get; }

    /// <summary>The id of what called it; null for the root of a trace.</summary>
    public string? ParentId { get; }

    /// <summary>False for a subsegment.</summary>
    public bool IsSegment { get; }

    /// <summary><c>remote</c> or <c>aws</c>; null for work inside the service.</summary>
    public string? Namespace => Text(Json, "namespace");

    /// <summary>To the microsecond.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>To the microsecond; null for one that is in progress.</summary>
    public DateTimeOffset? EndTime { get; }

    /// <summary>From start to end; zero for one that is in progress.</summary>
    public TimeSpan Duration => (EndTime ?? StartTime) - StartTime;

    /// <summary>Whether an exception left it, or it was marked as failed (5xx).</summary>
    public bool IsFault => Flag("fault");

    /// <summary>Whether its caller was wrong (4xx).</summary>
    public bool IsError => Flag("error");

    /// <summary>Whether it was throttled (429).</summary>
    public bool IsThrottle => Flag("throttle");

    /// <summary>Whether it was still open when its segment ended.</summary>
    public bool LeftOpen => Metadata("closed_with_segment", "autotrace") is { ValueKind: JsonValueKind.True };

    /// <summary>By key: strings, longs, doubles and booleans.</summary>
    public IReadOnlyDictionary<string, object> Annotations { get; }

    /// <summary>
    /// The exceptions described here, causes after what they caused. What only passed through from further in is
    /// described there: this span is a fault and has none.
    /// </summary>
    public IReadOnlyList<ExceptionSummary> Exceptions =>
        Json.TryGetProperty("cause", out JsonElement cause) && cause.ValueKind == JsonValueKind.Object
            ? [.. cause.GetProperty("exceptions").EnumerateArray().Select(exception => new ExceptionSummary(
                Text(exception, "type") ?? string.Empty, Text(exception, "message") ?? string.Empty))]
            : [];

    /// <summary>What lies directly below it, by start time.</summary>
    public IReadOnlyList<CapturedSpan> Children => _children;

    /// <summary>All that X-Ray would get: <c>http</c>, <c>sql</c>, <c>aws</c>, <c>user</c> and the rest.</summary>
    public JsonElement Json { get; }

    /// <summary>The one span of that name among this one and all below it.</summary>
    /// <exception cref="KeyNotFoundException">There is none or more than one; the message shows the tree.</exception>
    public CapturedSpan this[string name]
    {
        get
        {
            CapturedSpan[] named = [.. SelfAndDescendants().Where(span => span.Name == name)];
            return named.Length == 1
                ? named[0]
                : throw new KeyNotFoundException($"{named.Length} spans are named '{name}' in:\n{this}");
        }
    }

    /// <summary>This span and all below it, parents first.</summary>
    public IEnumerable<CapturedSpan> SelfAndDescendants() =>
        _children.SelectMany(child => child.SelfAndDescendants()).Prepend(this);

    /// <summary>What was added by AddMetadata; null for nothing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="metadataNamespace">The namespace.</param>
    public JsonElement? Metadata(string key, string metadataNamespace = "default") =>
        Json.TryGetProperty("metadata", out JsonElement metadata) &&
        metadata.TryGetProperty(metadataNamespace, out JsonElement values) &&
        values.TryGetProperty(key, out JsonElement value)
            ? value
            : null;

    /// <summary>
    /// The tree, a line for each span, two blanks for each level: the name and, in brackets, <c>segment</c>, the
    /// namespace, <c>fault</c>, <c>error</c>, <c>throttle</c>, <c>in progress</c>, <c>left open</c>, as far as they are
    /// the case.
    /// </summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Write(text, indent: 0);
        return text.ToString(0, text.Length - 1);
    }

    internal static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    internal void AddChild(CapturedSpan child) => _children.Add(child);

    private static object ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => value.TryGetInt64(out long integer) ? (object)integer : value.GetDouble(),
    };

    private void Write(StringBuilder text, int indent)
    {
        string?[] marks =
        [
            IsSegment ? "segment" : null, Namespace, IsFault ? "fault" : null, IsError ? "error" : null,
            IsThrottle ? "throttle" : null, EndTime is null ? "in progress" : null, LeftOpen ? "left open" : null,
        ];
        string all = string.Join(' ', marks.Where(mark => mark is not null));
        text.Append(' ', indent).Append(Name).Append(all.Length == 0 ? "" : $" [{all}]").Append('\n');
        foreach (CapturedSpan child in _children)
        {
            child.Write(text, indent + 2);
        }
    }

    private bool Flag(string name) => Json.TryGetProperty(name, out JsonElement flag) && flag.GetBoolean();

    private DateTimeOffset? Time(string name) => Json.TryGetProperty(name, out JsonElement seconds)
        ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds.GetDecimal() * TimeSpan.TicksPerSecond))
        : null;
}
