using System.Globalization;
using System.Net.Sockets;

namespace AutoTrace.Daemon.Receive;

/// <summary>
/// Reads Linux's count of datagrams dropped at a socket: the last column of its row in <c>/proc/net/udp</c> or
/// <c>udp6</c>, found by the socket's inode (proc(5); net/ipv4/udp.c prints the row).
/// </summary>
internal static class KernelDrops
{
    private const int InodeColumn = 9;

    /// <summary>The count, or null where the system does not tell.</summary>
    public static long? Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            string? link = File.ResolveLinkTarget($"/proc/self/fd/{socket.Handle}", returnFinalTarget: false)?.Name;
            string table = socket.AddressFamily == AddressFamily.InterNetworkV6 ? "/proc/net/udp6" : "/proc/net/udp";
            return link is null ? null : Find(File.ReadLines(table), link.Trim("socket:[]".ToCharArray()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>The drops of the row with this inode.</summary>
    internal static long? Find(IEnumerable<string> table, string inode)
    {
        foreach (string row in table.Skip(1))
        {
            string[] columns = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > InodeColumn && columns[InodeColumn] == inode
                && long.TryParse(columns[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long drops))
            {
                return drops;
            }
        }

        return null;
    }
}
