using System.Text.Json;

namespace Shop.Check;

/// <summary>A segment or subsegment of a trace, with what happened below it, in other services too.</summary>
internal sealed class Span
{
    private readonly JsonElement _json;

    public Span(JsonElement json, string service)
    {
        _json = json;
        Service = service;
        Children = json.TryGetProperty("subsegments", out JsonElement subsegments)
            ? [.. subsegments.EnumerateArray().Select(subsegment => new Span(subsegment, service))]
            : [];
    }

    /// <summary>The service that sent it.</summary>
    public string Service { get; }

    public List<Span> Children { get; }

    public string Id => _json.GetProperty("id").GetString()!;

    public string Name => _json.GetProperty("name").GetString()!;

    public string? ParentId => _json.TryGetProperty("parent_id", out JsonElement id) ? id.GetString() : null;

    /// <summary>X-Ray made it up, from a call that no service answered with a segment.</summary>
    public bool IsInferred => Flag("inferred");

    public bool IsFault => Flag("fault");

    public bool IsError => Flag("error");

    public bool IsThrottle => Flag("throttle");

    public bool IsCall => _json.TryGetProperty("namespace", out JsonElement space) && space.ValueEquals("remote");

    public double Start => _json.GetProperty("start_time").GetDouble();

    /// <summary>The start as long as it is open.</summary>
    public double End => _json.TryGetProperty("end_time", out JsonElement end) ? end.GetDouble() : Start;

    public int? Status =>
        _json.TryGetProperty("http", out JsonElement http)
        && http.TryGetProperty("response", out JsonElement response)
        && response.TryGetProperty("status", out JsonElement status) ? status.GetInt32() : null;

    /// <summary>The annotations as they were sent, in JSON; empty for none.</summary>
    public string Annotations =>
        _json.TryGetProperty("annotations", out JsonElement annotations) ? annotations.GetRawText() : "";

    /// <summary>The exception that ended it and the ones that caused that, by type.</summary>
    public IEnumerable<string> Exceptions =>
        _json.TryGetProperty("cause", out JsonElement cause)
        && cause.ValueKind == JsonValueKind.Object
        && cause.TryGetProperty("exceptions", out JsonElement exceptions)
            ? exceptions.EnumerateArray().Select(exception => exception.GetProperty("type").GetString()!)
            : [];

    /// <summary>It and all that is below it.</summary>
    public IEnumerable<Span> Tree => Children.SelectMany(child => child.Tree).Prepend(this);

    private bool Flag(string name) => _json.TryGetProperty(name, out JsonElement flag) && flag.GetBoolean();
}
