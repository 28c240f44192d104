using System.Net.Sockets;
using AutoTrace.Diagnostics;
using AutoTrace.XRay;

namespace AutoTrace.Export;

/// <summary>
/// Sends each document to the X-Ray daemon in a datagram of its own. A connected socket, so that the kernel reports
/// (ECONNREFUSED) when nobody listens: always about an earlier datagram, never about the one that is being sent.
/// </summary>
/// <param name="endpoint">Where to; a name is resolved when the first document is sent.</param>
/// <param name="clock">For the pause before a name is resolved again.</param>
/// <param name="maxDocumentBytes">The largest document to begin with.</param>
internal sealed class UdpExporter(
    DaemonEndpoint endpoint, TimeProvider clock, int maxDocumentBytes = Limits.DocumentBytesOverUdp) : SegmentExporter
{
    // Below this no system's limit lies: what IPv4 hosts must be able to take is 576 bytes, what all of them do 1,500.
    private const int LeastDocumentBytes = 1400;

    private readonly byte[] _datagram = MakeDatagram(maxDocumentBytes);
    private readonly Backoff _connecting = new(clock);
    private Socket? _socket;
    private SocketError _whyNoSocket;
    private DeliveryReport _report = null!;
    private int _lastRecords;
    private DaemonTcpTransport? _sampling;

    public override string Description => $"udp {endpoint}";

    /// <summary>Where the same daemon answers; null where it does not.</summary>
    public DaemonEndpoint? Tcp { get; init; }

    // Made when it is asked for: a program that asks for no rules does not load HttpClient.
    internal override ISamplingTransport? Sampling => _sampling ??= Tcp is null ? null : new DaemonTcpTransport(Tcp);

    internal override int MaxDocumentBytes => maxDocumentBytes;

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

        _lastRecords = error == SocketError.Success ? records : 0;
        switch (error)
        {
            case SocketError.Success:
                _report.Sent(records);
                break;
            case SocketError.MessageSize:
                maxDocumentBytes = Math.Max(LeastDocumentBytes, document.Length / 2);
                _report.Failed(
                    records,
                    $"This system sends no datagram of {datagram.Length} bytes: documents are at most " +
                    $"{maxDocumentBytes} bytes from here on. On macOS raise net.inet.udp.maxdgram.",
                    DropReason.DocumentTooLarge);
                break;
            default:
                _report.Failed(records, $"Sending to {Description} failed: {error}. {Remedy}");
                break;
        }
    }

    /// <summary>Fetches a refusal that the kernel has noted since the last datagram.</summary>
    internal override void Settle()
    {
        // On its own, so that a program that has sent nothing does not load the sockets.
        if (_lastRecords > 0)
        {
            FetchRefusal();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _socket?.Dispose();
        _sampling?.Dispose();
        base.Dispose(disposing);
    }

    private static string Remedy =>
        "Start `autotrace` or the X-Ray daemon there, or set AWS_XRAY_DAEMON_ADDRESS to where it listens.";

    private static byte[] MakeDatagram(int maxDocumentBytes)
    {
        byte[] datagram = new byte[DatagramHeader.Bytes.Length + maxDocumentBytes];
        DatagramHeader.Bytes.CopyTo(datagram);
        return datagram;
    }

    private SocketError Send(ReadOnlySpan<byte> datagram)
    {
        if (_socket is null && !TryConnect())
        {
            return _whyNoSocket;
        }

        try
        {
            _socket!.Send(datagram, SocketFlags.None, out SocketError error);
            return error;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode;
        }
    }

    /// <summary>
    /// Connects, unless that failed a moment ago: resolving a name takes seconds, and documents keep coming.
    /// </summary>
    private bool TryConnect()
    {
        if (!_connecting.IsOver)
        {
            return false;
        }

        // No family given: a name may stand for an IPv4 or an IPv6 address.
        Socket socket = new(SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(endpoint.Host, endpoint.Port);
            _socket?.Dispose();
            _socket = socket;
            _connecting.Succeeded();
            return true;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            _whyNoSocket = failure.SocketErrorCode;
            _connecting.Failed();
            return false;
        }
    }

    private void FetchRefusal()
    {
        try
        {
            if ((SocketError)(int)_socket!.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! ==
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

    private void ReportRefusal()
    {
        _report.SentWasRefused(_lastRecords, $"Nobody listens at {Description}. {Remedy}");
        _lastRecords = 0;
    }
}
