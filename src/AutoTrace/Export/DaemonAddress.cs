using System.Diagnostics.CodeAnalysis;

namespace AutoTrace.Export;

/// <summary>
/// The address of the X-Ray daemon, in the forms of <c>AWS_XRAY_DAEMON_ADDRESS</c>: <c>host</c>, <c>host:port</c>,
/// <c>[v6]:port</c>, or <c>tcp:host:port udp:host:port</c> in either order.
/// </summary>
internal sealed record DaemonAddress(DaemonEndpoint Udp, DaemonEndpoint Tcp)
{
    private static readonly DaemonEndpoint s_default = new("127.0.0.1", DaemonEndpoint.DefaultPort);

    public static DaemonAddress Default { get; } = new(s_default, s_default);

    public static bool TryParse(string text, [NotNullWhen(true)] out DaemonAddress? address)
    {
        address = null;
        string[] parts = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2)
        {
            return false;
        }

        string? udp = WithoutScheme(parts[0], "udp:") ?? WithoutScheme(parts[^1], "udp:");
        string? tcp = WithoutScheme(parts[0], "tcp:") ?? WithoutScheme(parts[^1], "tcp:");
        if (parts.Length == 1)
        {
            // One address is both.
            udp = tcp = udp ?? parts[0];
        }

        if (udp is null || tcp is null ||
            !DaemonEndpoint.TryParse(udp, out DaemonEndpoint? udpSide) ||
            !DaemonEndpoint.TryParse(tcp, out DaemonEndpoint? tcpSide))
        {
            return false;
        }

        address = new DaemonAddress(udpSide, tcpSide);
        return true;
    }

    /// <summary>What to tell whoever gave <paramref name="text"/>.</summary>
    public static string Complaint(string text) =>
        $"'{text}' is no daemon address. Use host, host:port, [v6]:port or 'tcp:host:port udp:host:port'; " +
        "a port is 1 to 65535 and 2000 when left out.";

    private static string? WithoutScheme(string part, string scheme) =>
        part.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? part[scheme.Length..] : null;
}
