using System.Text;
using System.Text.Json.Nodes;

namespace AutoTrace.Tests.Shared;

/// <summary>How <see cref="FakeXRay"/> treats a request. The default value: it accepts it.</summary>
/// <param name="Answer">The bytes to answer with, where that is not what is accepted.</param>
/// <param name="Hangs">It does not answer.</param>
/// <param name="Resets">It resets the connection.</param>
/// <param name="Refuses">Whether a document is unprocessed.</param>
/// <param name="After">How long it takes to answer.</param>
internal readonly record struct Fault(
    string? Answer = null,
    bool Hangs = false,
    bool Resets = false,
    Predicate<SegmentDocument>? Refuses = null,
    TimeSpan After = default)
{
    /// <summary>A status, and a body that says no more.</summary>
    public static Fault Status(string status, string headers = "") => new(Http(status, """{"Message":"told to"}""", headers));

    /// <summary>An error as X-Ray words it.</summary>
    public static Fault Error(int status, string code, string message, string headers = "") => new(Http(
        $"{status} Told",
        new JsonObject { ["message"] = message }.ToJsonString(),
        $"x-amzn-ErrorType: {code}:http://internal.amazon.com/coral/com.amazonaws.xray/\r\n{headers}"));

    /// <summary>An answer of that body.</summary>
    public static Fault Body(string body) => new(Http("200 OK", body));

    /// <summary>An answer with the length that it says.</summary>
    public static string Http(string status, string body, string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n" +
        $"Connection: close\r\n{headers}\r\n{body}";
}
