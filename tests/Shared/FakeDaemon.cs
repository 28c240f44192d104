using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>The UDP half of an X-Ray daemon: a real socket on the loopback that keeps what it is sent.</summary>
internal sealed class FakeDaemon : IDisposable
{
    private const int ReceiveBufferBytes = 16 * 1024 * 1024;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Arrivals<SegmentDocument> _documents = new();
    private readonly Arrivals<string> _rejected = new();
    private readonly Thread _receiver;

    /// <param name="port">The port of a daemon that was disposed, to come back on; by default any free one.</param>
    public FakeDaemon(int port = 0)
    {
        EnlargeReceiveBuffer();
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _receiver = new Thread(Receive) { IsBackground = true, Name = "FakeDaemon" };
        using (ExecutionContext.SuppressFlow())
        {
            _receiver.Start();
        }
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>The end point as AWS_XRAY_DAEMON_ADDRESS spells it.</summary>
    public string Address => EndPoint.ToString();

    /// <summary>The documents that have arrived, in order.</summary>
    public IReadOnlyList<SegmentDocument> Documents => _documents.SoFar;

    /// <summary>Why a datagram was none that the daemon accepts, for each such datagram.</summary>
    public IReadOnlyList<string> Rejected => _rejected.SoFar;

    /// <summary>The documents that have arrived, merged.</summary>
    public TraceTree Tree => TraceTree.Of(Documents);

    /// <summary>Waits for that many documents and answers with all that have arrived by then.</summary>
    /// <param name="count">At least so many.</param>
    /// <param name="deadline">10 seconds by default.</param>
    /// <exception cref="TimeoutException">They did not come; the message lists what did.</exception>
    public Task<IReadOnlyList<SegmentDocument>> WaitForDocumentsAsync(int count, TimeSpan? deadline = null) =>
        _documents.WaitAsync(documents => documents.Count >= count, () => Describe($"{count} documents"), deadline);

    /// <summary>Waits until the documents that have arrived are what a test is after.</summary>
    /// <param name="what">For the error message.</param>
    /// <param name="enough">Asked after every arrival.</param>
    /// <param name="deadline">10 seconds by default.</param>
    /// <exception cref="TimeoutException">It did not come to that; the message lists what arrived.</exception>
    public Task<IReadOnlyList<SegmentDocument>> WaitForAsync(
        string what, Func<IReadOnlyList<SegmentDocument>, bool> enough, TimeSpan? deadline = null) =>
        _documents.WaitAsync(enough, () => Describe(what), deadline);

    /// <summary>Fails unless every datagram was a document and every document keeps all rules.</summary>
    public void AssertValid()
    {
        Assert.Empty(Rejected);
        DocumentRules.AssertValid(Documents);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _receiver.Join();
    }

    private void Receive()
    {
        byte[] buffer = new byte[ushort.MaxValue];
        while (true)
        {
            int length;
            try
            {
                length = _socket.Receive(buffer);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                _documents.End();
                return;
            }

            Accept(buffer.AsSpan(0, length));
        }
    }

    private void Accept(ReadOnlySpan<byte> datagram)
    {
        int line = datagram.IndexOf((byte)'\n');
        try
        {
            JsonElement header = JsonElement.Parse(datagram[..Math.Max(line, 0)]);
            if (!"json".Equals(header.Text("format"), StringComparison.OrdinalIgnoreCase)
                || header.Number("version") != 1)
            {
                throw new FormatException($"The header is {header}.");
            }

            _documents.Add(SegmentDocument.Parse(datagram[(line + 1)..]));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            _rejected.Add(e.Message);
        }
    }

    private string Describe(string what) => string.Join(Environment.NewLine,
        [$"{what}; arrived so far:", .. Documents, .. Rejected.Select(reason => $"rejected: {reason}")]);

    // A burst of 64 KB documents overruns the usual buffer (208 KB) on a busy machine. Root may go above the limit.
    private void EnlargeReceiveBuffer()
    {
        const int solSocket = 1;
        const int soReceiveBufferForce = 33;
        _socket.ReceiveBufferSize = ReceiveBufferBytes;
        if (OperatingSystem.IsLinux())
        {
            try
            {
                _socket.SetRawSocketOption(solSocket, soReceiveBufferForce, BitConverter.GetBytes(ReceiveBufferBytes));
            }
            catch (SocketException)
            {
            }
        }
    }
}
