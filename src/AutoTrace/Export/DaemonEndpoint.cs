using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AutoTrace.Export;

/// <summary>
/// The address of the X-Ray daemon's UDP side, in the forms of <c>AWS_XRAY_DAEMON_ADDRESS</c>: <c>host</c>,
/// <c>host:port</c>, <c>[v6]:port</c>, or <c>tcp:host:port udp:host:port</c> in either order.
/// </summary>
internal sealed record DaemonEndpoint(string Host, int Port)
{
    public const int DefaultPort = 2000;

    public static DaemonEndpoint Default { get; } = new("127.0.0.1", DefaultPort);

    public static bool TryParse(string text, [NotNullWhen(true)] out DaemonEndpoint? endpoint)
    {
        endpoint = null;
        string[] parts = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 1)
        {
            return TryParseOne(WithoutScheme(parts[0], "udp:") ?? parts[0], out endpoint);
        }

        if (parts.Length != 2)
        {
            return false;
        }

        string? udp = WithoutScheme(parts[0], "udp:") ?? WithoutScheme(parts[1], "udp:");
        string? tcp = WithoutScheme(parts[0], "tcp:") ?? WithoutScheme(parts[1], "tcp:");
        return udp is not null && tcp is not null && TryParseOne(tcp, out _) && TryParseOne(udp, out endpoint);
    }

    /// <summary>What to tell whoever gave <paramref name="text"/>.</summary>
    public static string Complaint(string text) =>
        $"'{text}' is no daemon address. Use host, host:port, [v6]:port or 'tcp:host:port udp:host:port'; " +
        "a port is 1 to 65535 and 2000 when left out.";

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static string? WithoutScheme(string part, string scheme) =>
        part.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? part[scheme.Length..] : null;

    private static bool TryParseOne(string text, [NotNullWhen(true)] out DaemonEndpoint? endpoint)
    {
        endpoint = null;
        string host = text;
        string? port = null;
        if (text.StartsWith('['))
        {
            int close = text.IndexOf(']');
            if (close < 0 || (close + 1 < text.Length && text[close + 1] != ':'))
            {
                return false;
            }

            host = text[1..close];
            port = close + 1 < text.Length ? text[(close + 2)..] : null;
            if (!System.Net.IPAddress.TryParse(host, out _))
            {
                return false;
            }
        }
        else if (text.IndexOf(':') is >= 0 and int colon)
        {
            host = text[..colon];
            port = text[(colon + 1)..];
        }

        int number = DefaultPort;
        if ((port is not null &&
                !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number)) ||
            number is < 1 or > 65535 ||
            Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            return false;
        }

        endpoint = new DaemonEndpoint(host, number);
        return true;
    }
}
