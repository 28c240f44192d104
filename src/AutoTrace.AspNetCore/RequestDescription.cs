using System.Net;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.AspNetCore;

/// <summary>Writes what a request is about into its segment.</summary>
internal static class RequestDescription
{
    public static void Record(TraceSpan span, HttpRequest request, bool withQuery)
    {
        if (!span.IsRecording)
        {
            return;
        }

        string? forwarded = FirstForwardedAddress(request.Headers["X-Forwarded-For"].ToString());
        span.SetHttpRequest(
            request.Method,
            Url(request, withQuery),
            request.Headers.UserAgent.ToString(),
            forwarded ?? Address(request.HttpContext.Connection.RemoteIpAddress),
            forwardedFor: forwarded is not null);
    }

    private static string Url(HttpRequest request, bool withQuery) => string.Concat(
        $"{request.Scheme}://{request.Host.Value}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}",
        withQuery ? request.QueryString.Value : null);

    /// <summary>
    /// The client as the first proxy saw it. Anybody can write this header; X-Ray marks it accordingly.
    /// </summary>
    private static string? FirstForwardedAddress(string header)
    {
        ReadOnlySpan<char> first = header.AsSpan();
        int comma = first.IndexOf(',');
        first = (comma < 0 ? first : first[..comma]).Trim();
        return first.IsEmpty ? null : first.ToString();
    }

    private static string? Address(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
