using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AutoTrace.Export;

/// <summary>Where a daemon listens, by UDP or by TCP.</summary>
internal sealed record DaemonEndpoint(string Host, int Port)
{
    public const int DefaultPort = 2000;

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[v6]</c> or <c>[v6]:port</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DaemonEndpoint? endpoint)
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
