using System.Net;
using System.Net.Sockets;

namespace AutoTrace.Daemon.Receive;

/// <summary>
/// Receives datagrams on a thread of its own, for as long as the socket is open: nothing that arrives ends the loop,
/// and nothing that anybody asks the daemon delays it.
/// </summary>
internal sealed class UdpReceiver : IDisposable
{
    // Linux grants what net.core.rmem_max allows; what overflows it shows in KernelDrops.
    private const int SocketBufferBytes = 8 * 1024 * 1024;
    private const int LargestDatagram = 64 * 1024;
    private const int WindowsSioUdpConnReset = unchecked((int)0x9800000C);

    // Trouble that stays must neither fill the log nor take a core.
    private static readonly TimeSpan s_pauseAfterTrouble = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly Intake _intake;
    private readonly Thread _thread;
    private volatile bool _stopping;

    private UdpReceiver(Socket socket, Intake intake)
    {
        _socket = socket;
        _intake = intake;
        Endpoint = (IPEndPoint)socket.LocalEndPoint!;
        _thread = new Thread(ReceiveUntilClosed) { IsBackground = true, Name = "autotrace udp" };
        _thread.Start();
    }

    public IPEndPoint Endpoint { get; }

    /// <summary>
    /// Datagrams that the kernel dropped because the socket's buffer was full; null where it does not say.
    /// </summary>
    public long? KernelDrops() => Receive.KernelDrops.Of(_socket);

    /// <summary>Binds and starts to receive.</summary>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static UdpReceiver Start(IPEndPoint endpoint, Intake intake)
    {
        Socket socket = new(endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.ReceiveBufferSize = SocketBufferBytes;
            if (OperatingSystem.IsWindows())
            {
                // Without these Windows shares the port, and reports a sender's closed port as an error of ours.
                socket.ExclusiveAddressUse = true;
                socket.IOControl(WindowsSioUdpConnReset, [0, 0, 0, 0], null);
            }

            socket.Bind(endpoint);
            return new UdpReceiver(socket, intake);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _stopping = true;
        _socket.Dispose();
        _thread.Join();
    }

    private void ReceiveUntilClosed()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(LargestDatagram, pinned: true);
        SocketAddress sender = new(_socket.AddressFamily);
        Func<string> source = () => $"udp {Endpoint.Create(sender)}";
        while (!_stopping)
        {
            try
            {
                int length = _socket.ReceiveFrom(buffer, SocketFlags.None, sender);
                _intake.AcceptDatagram(buffer.AsSpan(0, length), source);
            }
            catch (Exception e)
            {
                // One datagram's trouble, or the socket closed by Dispose, which the condition sees.
                if (!_stopping)
                {
                    Console.Error.WriteLine($"autotrace: receiving by UDP: {e.Message}");
                    Thread.Sleep(s_pauseAfterTrouble);
                }
            }
        }
    }
}
