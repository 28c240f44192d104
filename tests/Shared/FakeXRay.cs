using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// What answers PutTraceSegments: a real socket on the loopback that keeps what it accepts, and misbehaves as it is told,
/// down to the bytes of an answer. A connection serves one request.
/// </summary>
internal sealed class FakeXRay : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SegmentDocument> _accepted = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private int _requests;

    /// <param name="port">The port of one that was disposed, to come back on; by default any free one.</param>
    public FakeXRay(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(AcceptAsync);
        }
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>What to do with a request, by its number, from 1; it is accepted by default.</summary>
    public Func<int, Fault> Fault { get; set; } = _ => default;

    /// <summary>The documents that were accepted, in order, as often as they were.</summary>
    public IReadOnlyList<SegmentDocument> Accepted => [.. _accepted];

    /// <summary>Request lines and headers.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    public int Requests => Volatile.Read(ref _requests);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            byte[] body = await ReadAsync(stream);
            Fault fault = Fault(Interlocked.Increment(ref _requests));
            if (fault.Hangs)
            {
                await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token);
            }
            else if (fault.Resets)
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            else
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(fault.Answer ?? Accept(body, fault)), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone, or the test has ended.
        }
    }

    private string Accept(byte[] body, Fault fault)
    {
        using JsonDocument request = JsonDocument.Parse(body);
        List<string> unprocessed = [];
        foreach (JsonElement text in request.RootElement.GetProperty("TraceSegmentDocuments").EnumerateArray())
        {
            SegmentDocument document = SegmentDocument.Parse(text.GetString()!);
            if (fault.RefusedName == document.Name)
            {
                unprocessed.Add($$"""{"Id":"{{document.Id}}","ErrorCode":"InvalidSegment","Message":"told to"}""");
            }
            else
            {
                _accepted.Enqueue(document);
            }
        }

        return Tests.Shared.Fault.Http("200 OK", $$"""{"UnprocessedTraceSegments":[{{string.Join(',', unprocessed)}}]}""");
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[8 << 20];
        int length = 0;
        int head = -1;
        int total = int.MaxValue;
        while (length < total)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            length += read > 0 ? read : throw new IOException("The request ended early.");
            if (head < 0 && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and int end)
            {
                head = end + 4;
                string text = Encoding.ASCII.GetString(buffer, 0, head);
                _heads.Enqueue(text);
                string line = text.Split("\r\n").Single(
                    header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                total = head + int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return buffer[head..length];
    }
}

/// <summary>How <see cref="FakeXRay"/> treats a request. The default value: it accepts it.</summary>
/// <param name="Answer">The bytes to answer with, where that is not what is accepted.</param>
/// <param name="Hangs">It does not answer.</param>
/// <param name="Resets">It resets the connection.</param>
/// <param name="RefusedName">Documents of that name are unprocessed.</param>
internal readonly record struct Fault(
    string? Answer = null, bool Hangs = false, bool Resets = false, string? RefusedName = null)
{
    public static Fault Status(string status, string headers = "") => new(Http(status, """{"Message":"told to"}""", headers));

    /// <summary>An answer with the length that it says.</summary>
    public static string Http(string status, string body, string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n" +
        $"Connection: close\r\n{headers}\r\n{body}";
}
