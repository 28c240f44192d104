using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AutoTrace.AspNetCore;

/// <summary>What sampling rules look at in a request; nothing where its header brings the decision.</summary>
internal static class RequestForSampling
{
    private const string HeaderPrefix = "http.request.header.";

    public static SamplingRequest Of(HttpRequest request, SamplingDecision incoming) =>
        incoming is SamplingDecision.Sampled or SamplingDecision.NotSampled
            ? default
            : new SamplingRequest
            {
                Host = request.Host.Host,
                Method = request.Method,
                UrlPath = request.PathBase.ToUriComponent() + request.Path.ToUriComponent(),
                Attributes = request.FindAttribute,
            };

    /// <summary>
    /// By the names that OpenTelemetry has for what is known when a request arrives and that a rule has no field for.
    /// </summary>
    private static string? FindAttribute(this HttpRequest request, string key) => key switch
    {
        "url.scheme" => request.Scheme,
        "user_agent.original" => Find(request, HeaderNames.UserAgent),
        _ => key.StartsWith(HeaderPrefix, StringComparison.Ordinal) ? Find(request, key[HeaderPrefix.Length..]) : null,
    };

    private static string? Find(HttpRequest request, string header) =>
        request.Headers.TryGetValue(header, out StringValues values) ? values.ToString() : null;
}
