using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AutoTrace.Daemon.Web;

/// <summary>
/// The headers that every answer carries. Scripts come from files alone; the one exception, the inline import map of
/// index.html, is allowed by its hash.
/// </summary>
internal sealed partial class SecurityHeaders
{
    private readonly string _policy;

    /// <param name="indexHtml">The console's page; null when there is none.</param>
    public SecurityHeaders(string? indexHtml)
    {
        Match map = indexHtml is null ? Match.Empty : ImportMap().Match(indexHtml.ReplaceLineEndings("\n"));
        string hash = map.Success
            ? $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map.Groups[1].Value)))}'"
            : "";
        _policy = $"default-src 'none'; script-src 'self'{hash}; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }

    [GeneratedRegex("<script type=\"importmap\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ImportMap();
}
