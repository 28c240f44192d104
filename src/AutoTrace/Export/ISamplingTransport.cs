namespace AutoTrace.Export;

/// <summary>
/// Asks X-Ray about sampling. What an <see cref="ISegmentTransport"/> implements as well, so that X-Ray's sampling rules
/// are asked for where its segments go. Bytes in, bytes out: the bodies are AutoTrace's business.
/// </summary>
/// <remarks>
/// Called from the thread pool, one request at a time, in a flow in which nothing is traced. Must not repeat requests by
/// itself. An answer of more than 1 MB is refused.
/// </remarks>
public interface ISamplingTransport
{
    /// <summary>Whom it asks, for the line that is said at start and for messages.</summary>
    string Description { get; }

    /// <summary>Makes one request GetSamplingRules: <c>POST /GetSamplingRules</c>.</summary>
    /// <param name="request">The body, UTF-8 JSON.</param>
    /// <param name="cancellation">Cancelled when it takes too long, and when tracing ends.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="SegmentTransportException">
    /// It failed. Its message is said as a warning; any other exception's is said after what was being asked.
    /// </exception>
    Task<ReadOnlyMemory<byte>> GetSamplingRulesAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation);

    /// <summary>Makes one request GetSamplingTargets: <c>POST /SamplingTargets</c>.</summary>
    /// <inheritdoc cref="GetSamplingRulesAsync"/>
    Task<ReadOnlyMemory<byte>> GetSamplingTargetsAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation);
}
