using System.Net.Sockets;
using AutoTrace.XRay;

namespace AutoTrace.Export;

/// <summary>
/// Sends each document to the X-Ray daemon in a datagram of its own. A connected socket, so that the kernel reports
/// (ECONNREFUSED) when nobody listens: always about an earlier datagram, never about the one that is being sent.
/// </summary>
internal sealed class UdpExporter(DaemonEndpoint endpoint) : SegmentExporter
{
    private readonly byte[] _datagram = MakeDatagram();
    private Socket? _socket;
    private DeliveryReport _report = null!;
    private int _lastRecords;

    public override string Description => $"udp {endpoint}";

    internal override void Attach(DeliveryReport report) => _report = report;

    internal override void Export(ReadOnlySpan<byte> document, int records)
    {
        int header = DatagramHeader.Bytes.Length;
        document.CopyTo(_datagram.AsSpan(header));
        ReadOnlySpan<byte> datagram = _datagram.AsSpan(0, header + document.Length);
        SocketError error = Send(datagram);
        if (error == SocketError.ConnectionRefused)
        {
            ReportRefusal();
            error = Send(datagram);
        }

        if (error == SocketError.Success)
        {
            _lastRecords = records;
            _report.Sent(records);
        }
        else
        {
            _lastRecords = 0;
            _report.Failed(records, $"Sending to {Description} failed: {error}. {Remedy}");
        }
    }

    /// <summary>Fetches a refusal that the kernel has noted since the last datagram.</summary>
    internal override void Settle()
    {
        if (_socket is null || _lastRecords == 0)
        {
            return;
        }

        try
        {
            if ((SocketError)(int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! ==
                SocketError.ConnectionRefused)
            {
                ReportRefusal();
            }
        }
        catch (SocketException)
        {
            // Not every platform answers; the next datagram then brings the refusal.
        }
    }

    protected override void Dispose(bool disposing)
    {
        _socket?.Dispose();
        base.Dispose(disposing);
    }

    private static string Remedy =>
        "Start `autotrace` or the X-Ray daemon there, or set AWS_XRAY_DAEMON_ADDRESS to where it listens.";

    private static byte[] MakeDatagram()
    {
        byte[] datagram = new byte[Limits.DatagramBytes];
        DatagramHeader.Bytes.CopyTo(datagram);
        return datagram;
    }

    private SocketError Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket ??= Connect();
            _socket.Send(datagram, SocketFlags.None, out SocketError error);
            return error;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode;
        }
    }

    private Socket Connect()
    {
        // No family given: a name may stand for an IPv4 or an IPv6 address.
        Socket socket = new(SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(endpoint.Host, endpoint.Port);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private void ReportRefusal()
    {
        _report.SentWasRefused(_lastRecords, $"Nobody listens at {Description}. {Remedy}");
        _lastRecords = 0;
    }
}
