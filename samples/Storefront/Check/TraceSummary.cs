using System.Text.Json;
using Shop.Load;

namespace Shop.Check;

/// <summary>A trace as the list of traces shows it.</summary>
internal sealed class TraceSummary(JsonElement json)
{
    public string Id { get; } = json.GetProperty(nameof(Id)).GetString()!;

    public bool Is(RequestKind kind) =>
        json.TryGetProperty("Http", out JsonElement http)
        && http.TryGetProperty("HttpMethod", out JsonElement method) && method.ValueEquals(kind.Method.Method)
        && http.TryGetProperty("HttpURL", out JsonElement url)
        && Uri.TryCreate(url.GetString(), UriKind.Absolute, out Uri? address) && address.AbsolutePath == kind.Path;
}
