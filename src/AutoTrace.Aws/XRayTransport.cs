using System.Text.Json;
using AutoTrace.Export;

namespace AutoTrace.Aws;

/// <summary>Segment documents to X-Ray itself, and questions about sampling.</summary>
internal sealed class XRayTransport(XRayClient client, string description) : ISegmentTransport, ISamplingTransport
{
    private TraceCounters _reported;
    private int[] _reportedErrors = new int[ConnectionErrors.Kinds];

    public string Description => description;

    /// <summary>With what the AWS SDK finds out. Waits for nothing.</summary>
    public static XRayTransport Create()
    {
        XRayClient client = new(
            () => AwsSettings.FindDestination(askInstance: true),
            AwsSettings.FindCredentialsAsync,
            TimeProvider.System);
        return new XRayTransport(client, Describe());
    }

    public async Task<IReadOnlyList<UnprocessedSegment>> SendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> documents, CancellationToken cancellation)
    {
        RequestBody body = PutTraceSegmentsJson.WriteRequest(documents);
        byte[] answer = await client
            .PostAsync(XRayOperation.PutTraceSegments, body.Written, cancellation).ConfigureAwait(false);
        body.Return();
        try
        {
            return PutTraceSegmentsJson.ReadAnswer(answer);
        }
        catch (JsonException failure)
        {
            throw new SegmentTransportException(
                $"{description} answered PutTraceSegments with something that is not JSON. Is it X-Ray? Check " +
                "AWS_ENDPOINT_URL_XRAY and HTTPS_PROXY.",
                canRetry: true,
                inner: failure);
        }
    }

    public async Task ReportAsync(TraceCounters counters, CancellationToken cancellation)
    {
        int[] errors = client.Errors.Snapshot();
        ReadOnlyMemory<byte> body = TelemetryJson.Write(
            DateTimeOffset.UtcNow, Environment.MachineName, counters, _reported, errors, _reportedErrors);
        await client.PostAsync(XRayOperation.PutTelemetryRecords, body, cancellation).ConfigureAwait(false);

        // Where it failed, the next one tells of this minute too.
        (_reported, _reportedErrors) = (counters, errors);
    }

    public async Task<ReadOnlyMemory<byte>> GetSamplingRulesAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
        await client.PostAsync(XRayOperation.GetSamplingRules, request, cancellation).ConfigureAwait(false);

    public async Task<ReadOnlyMemory<byte>> GetSamplingTargetsAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
        await client.PostAsync(XRayOperation.GetSamplingTargets, request, cancellation).ConfigureAwait(false);

    public void Dispose() => client.Dispose();

    private static string Describe()
    {
        try
        {
            return $"X-Ray at {AwsSettings.FindDestination(askInstance: false).Endpoint}";
        }
        catch (XRaySetupException)
        {
            // The first request says it, if by then it has not been found out either.
            return "X-Ray";
        }
    }
}
