using System.Net;
using System.Text.Json;

namespace AutoTrace.Export;

/// <summary>An answer with which X-Ray refuses a request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Such as <c>AccessDeniedException</c>; empty where none was given.</param>
/// <param name="Message">X-Ray's explanation; empty where none was given.</param>
internal sealed record XRayError(HttpStatusCode Status, string Code, string Message)
{
    /// <summary>Reads it, by the rules of rest-json: the header first, then what the body has.</summary>
    public static XRayError Read(HttpResponseMessage response, byte[] body)
    {
        string? code = response.Headers.TryGetValues("x-amzn-ErrorType", out IEnumerable<string>? values)
            ? values.FirstOrDefault()
            : null;
        string? message = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            code ??= Text(json.RootElement, "__type") ?? Text(json.RootElement, "code");
            message = Text(json.RootElement, "message") ?? Text(json.RootElement, "Message");
        }
        catch (JsonException)
        {
            // A proxy's page, for one: the status has to do.
        }

        return new XRayError(response.StatusCode, Bare(code ?? ""), message ?? "");
    }

    /// <summary>Without the namespace before <c>#</c> and the address after <c>:</c>.</summary>
    private static string Bare(string code)
    {
        string name = code[(code.IndexOf('#') + 1)..];
        return name.IndexOf(':') is >= 0 and int colon ? name[..colon] : name;
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object &&
        owner.TryGetProperty(name, out JsonElement text) &&
        text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
