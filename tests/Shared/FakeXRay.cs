using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// X-Ray's side of the wire: a real socket on the loopback that keeps what it accepts, and misbehaves as it is told, down
/// to the bytes of an answer. A connection serves one request.
/// </summary>
internal sealed class FakeXRay : IDisposable
{
    public const string Region = "eu-central-1";
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Fault> _next = new();
    private int _requests;
    private long _accepted;

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

    public Uri Url => new($"http://{EndPoint}/");

    /// <summary>Takes what is signed for it alone, as X-Ray does; null, the default, takes all, as the daemon does.</summary>
    public SignatureVersion4? Signature { get; init; }

    /// <summary>Whether it keeps requests and documents; true by default.</summary>
    public bool Keeps { get; init; } = true;

    /// <summary>How many documents it has accepted, as often as it did.</summary>
    public long AcceptedDocuments => Interlocked.Read(ref _accepted);

    /// <summary>What the clock here shows.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What to do with a request, by its number, from 1; it is accepted by default.</summary>
    public Func<int, Fault> Fault { get; set; } = _ => default;

    /// <summary>The body of the answer to another operation than PutTraceSegments.</summary>
    public Func<XRayRequest, string> Other { get; set; } = _ => "{}";

    /// <summary>The requests so far, refused ones too.</summary>
    public Arrivals<XRayRequest> Requests { get; } = new();

    /// <summary>The documents that were accepted, in order, as often as they were.</summary>
    public Arrivals<string> Documents { get; } = new();

    /// <summary>The same, read.</summary>
    public IReadOnlyList<SegmentDocument> Accepted => [.. Documents.SoFar.Select(SegmentDocument.Parse)];

    /// <summary>One that takes what is signed with the keys above.</summary>
    /// <param name="token">The session's token; null for none.</param>
    /// <param name="port">See the constructor.</param>
    public static FakeXRay Signed(string? token = null, int port = 0) => new(port) { Signature = OwnSignature(token) };

    /// <inheritdoc cref="Signed"/>
    public static SignatureVersion4 OwnSignature(string? token = null) => new(AccessKey, SecretKey, token, Region);

    /// <summary>Treats the next request like this, before <see cref="Fault"/> is asked about others.</summary>
    public void AnswerNext(Fault fault) => _next.Enqueue(fault);

    /// <summary>Answers the next request with an error instead of looking at it.</summary>
    public void RefuseNext(int status, string code, string message) =>
        AnswerNext(Shared.Fault.Error(status, code, message));

    public Task<IReadOnlyList<XRayRequest>> WaitForAsync(string path, int requests = 1) => Requests.WaitAsync(
        all => all.Count(request => request.Target == path) >= requests,
        () => $"{requests} requests to {path}: {string.Join(", ", Requests.SoFar.Select(request => request.Target))}");

    public Task<IReadOnlyList<string>> WaitForDocumentsAsync(int documents) => Documents.WaitAsync(
        all => all.Count >= documents,
        () => $"{documents} documents; " +
            $"refused: {string.Join(", ", Requests.SoFar.Select(request => request.Error).OfType<string>())}");

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
            XRayRequest request = await XRayRequest.ReadAsync(stream, _stop.Token);
            (string Code, string Message)? wrong = Signature?.Check(request, Clock.GetUtcNow());
            request.Error = wrong?.Message;
            int number = Interlocked.Increment(ref _requests);
            Fault fault = _next.TryDequeue(out Fault next) ? next : Fault(number);
            if (Keeps)
            {
                Requests.Add(request);
            }

            await Task.Delay(fault.After, Clock, _stop.Token);
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
                string answer = fault.Answer ?? (wrong is var (code, message)
                    ? Shared.Fault.Error(403, code, message, $"Date: {Clock.GetUtcNow():R}\r\n").Answer!
                    : Accept(request, fault));
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone, or the test has ended.
        }
    }

    private string Accept(XRayRequest request, Fault fault)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        if (!body.RootElement.TryGetProperty("TraceSegmentDocuments", out JsonElement documents))
        {
            return Shared.Fault.Http("200 OK", Other(request));
        }

        List<string> unprocessed = [];
        foreach (string document in documents.EnumerateArray().Select(text => text.GetString()!))
        {
            if (fault.Refuses is { } refuses && SegmentDocument.Parse(document) is { } parsed && refuses(parsed))
            {
                unprocessed.Add($$"""{"Id":"{{parsed.Id}}","ErrorCode":"InvalidSegment","Message":"told to"}""");
                continue;
            }

            Interlocked.Increment(ref _accepted);
            if (Keeps)
            {
                Documents.Add(document);
            }
        }

        return Shared.Fault.Http("200 OK", $$"""{"UnprocessedTraceSegments":[{{string.Join(',', unprocessed)}}]}""");
    }
}
