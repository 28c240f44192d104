using System.Net;
using AutoTrace.Daemon.Web.Answers;

namespace AutoTrace.Daemon.Web;

/// <summary>
/// Keeps web pages out. A page whose name has been rebound to this machine sends its own name as Host; a page that
/// merely posts here sends its own Origin. Neither is answered.
/// </summary>
internal static class HostGuard
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsOwn(context.Request.Host, context.Connection.LocalIpAddress))
        {
            await RefuseAsync(
                context, $"Host \"{context.Request.Host}\" is not this machine's; use localhost or 127.0.0.1.");
        }
        else if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwnOrigin(origin, context))
        {
            await RefuseAsync(context, "Requests from other sites' pages are not answered.");
        }
        else
        {
            await next(context);
        }
    }

    private static bool IsOwnOrigin(string origin, HttpContext context) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && IsOwn(new HostString(uri.Authority), context.Connection.LocalIpAddress);

    /// <summary>
    /// Names that no other machine can claim: localhost, loopback addresses, and the address that was connected to.
    /// </summary>
    private static bool IsOwn(HostString host, IPAddress? connectedTo)
    {
        if (string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return IPAddress.TryParse(host.Host, out IPAddress? address)
            && (address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback)
                || address.Equals(connectedTo) || address.Equals(Unmapped(connectedTo)));
    }

    private static IPAddress? Unmapped(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static Task RefuseAsync(HttpContext context, string message) =>
        JsonAnswer.WriteErrorAsync(context, StatusCodes.Status403Forbidden, "AccessDeniedException", message);
}
