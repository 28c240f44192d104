namespace AutoTrace.Export;

/// <summary>
/// Takes batches of segment documents to X-Ray, or to whatever stands for it. <see cref="BatchExporter"/> makes the
/// batches, repeats what failed and keeps the books; a transport makes one request and says what came of it.
/// </summary>
/// <remarks>
/// Called from the thread pool, by several requests at a time (<see cref="BatchOptions.MaxRequests"/>),
/// in a flow in which nothing is traced. Must not repeat requests by itself: turn the retries of a client off, or they
/// multiply. Disposed when tracing ends, once no request is under way.
/// </remarks>
/// <example>
/// With the client of the package AWSSDK.XRay:
/// <code>
/// public sealed class XRayClientTransport(AmazonXRayClient client) : ISegmentTransport
/// {
///     public string Description => "X-Ray";
///
///     public async Task&lt;IReadOnlyList&lt;UnprocessedSegment>> SendAsync(
///         IReadOnlyList&lt;ReadOnlyMemory&lt;byte>> documents, CancellationToken cancellation)
///     {
///         try
///         {
///             var answer = await client.PutTraceSegmentsAsync(new PutTraceSegmentsRequest
///             {
///                 TraceSegmentDocuments = documents.Select(json => Encoding.UTF8.GetString(json.Span)).ToList(),
///             }, cancellation);
///             return answer.UnprocessedTraceSegments?
///                 .Select(u => new UnprocessedSegment(u.Id, u.ErrorCode, u.Message)).ToList() ?? [];
///         }
///         catch (AmazonServiceException e)
///         {
///             bool canRetry = e.StatusCode != HttpStatusCode.BadRequest;
///             throw new SegmentTransportException(e.Message, canRetry, inner: e);
///         }
///     }
///
///     public void Dispose() => client.Dispose();
/// }
///
/// builder.Services.AddAutoTrace(o => o.Exporter = new BatchExporter(
///     new XRayClientTransport(new AmazonXRayClient(new AmazonXRayConfig { MaxErrorRetry = 0 }))));
/// </code>
/// </example>
public interface ISegmentTransport : IDisposable
{
    /// <summary>
    /// Where documents go, for the line that is said at start and for messages: <c>X-Ray in eu-west-1</c>.
    /// </summary>
    string Description { get; }

    /// <summary>Makes one request.</summary>
    /// <param name="documents">
    /// 1 to 50 segments and independent subsegments, UTF-8 JSON, each at most 64 KB. They never change.
    /// </param>
    /// <param name="cancellation">
    /// Cancelled when the request has taken longer than <see cref="BatchOptions.RequestTimeout"/>, and when tracing
    /// ends.
    /// </param>
    /// <returns>The documents that were not accepted; none when all were.</returns>
    /// <exception cref="SegmentTransportException">
    /// The request failed as a whole. Any other exception counts as one that sending again can help.
    /// </exception>
    Task<IReadOnlyList<UnprocessedSegment>> SendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> documents, CancellationToken cancellation);

    /// <summary>
    /// Told every minute, from the first documents on, what has become of all records so far: what
    /// <see cref="AutoTraceRuntime.Counters"/> shows. Does nothing unless implemented.
    /// </summary>
    /// <param name="counters">A snapshot.</param>
    /// <param name="cancellation">Cancelled after a minute, and when tracing ends.</param>
    /// <exception cref="SegmentTransportException">It failed; the message is a warning, nothing else follows.</exception>
    Task ReportAsync(TraceCounters counters, CancellationToken cancellation) => Task.CompletedTask;
}
