using System.Collections.Concurrent;
using System.Text;
using AutoTrace.Export;

namespace AutoTrace.Tests.Export;

/// <summary>Answers requests as a test says.</summary>
internal sealed class ScriptedTransport : ISegmentTransport
{
    private readonly ConcurrentQueue<IReadOnlyList<SegmentDocument>> _requests = new();

    /// <summary>What comes of a request, by its number, from 1, and its documents; all is accepted by default.</summary>
    public Func<int, IReadOnlyList<SegmentDocument>, CancellationToken, Task<IReadOnlyList<UnprocessedSegment>>> Answer
    {
        get;
        set;
    } = (_, _, _) => Accepted;

    public static Task<IReadOnlyList<UnprocessedSegment>> Accepted =>
        Task.FromResult<IReadOnlyList<UnprocessedSegment>>([]);

    public IReadOnlyList<IReadOnlyList<SegmentDocument>> Requests => [.. _requests];

    public bool IsDisposed { get; private set; }

    public string Description => "script";

    public static SegmentTransportException Trouble(bool canRetry = true, TimeSpan? retryAfter = null) =>
        new("trouble", canRetry, retryAfter);

    public Task<IReadOnlyList<UnprocessedSegment>> SendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> documents, CancellationToken cancellation)
    {
        SegmentDocument[] parsed =
            [.. documents.Select(document => SegmentDocument.Parse(Encoding.UTF8.GetString(document.Span)))];
        _requests.Enqueue(parsed);
        return Answer(_requests.Count, parsed, cancellation);
    }

    public void Dispose() => IsDisposed = true;
}
