using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AutoTrace.Export;

/// <summary>
/// The daemon's TCP port: it takes what X-Ray's API takes, signs it and passes it on; <c>autotrace</c> keeps it.
/// </summary>
internal sealed class DaemonTcpTransport : ISegmentTransport, ISamplingTransport
{
    private const int LargestAnswer = 1 << 20;
    private const int LongestExcerpt = 200;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(2);

    // A name may come to stand for another address.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly DaemonEndpoint _endpoint;

    // With the first request, on the thread that makes it: to load what it needs takes milliseconds.
    private readonly Lazy<HttpClient> _client;

    public DaemonTcpTransport(DaemonEndpoint endpoint)
    {
        _endpoint = endpoint;
        _client = new Lazy<HttpClient>(() => MakeClient(endpoint));
    }

    public string Description => $"tcp {_endpoint}";

    public async Task<IReadOnlyList<UnprocessedSegment>> SendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> documents, CancellationToken cancellation)
    {
        Operation operation = new("/TraceSegments", $"Sending to {Description}", "xray:PutTraceSegments");
        RequestBody body = PutTraceSegmentsJson.WriteRequest(documents);
        byte[] answer = await PostAsync(operation, body.Written, cancellation).ConfigureAwait(false);
        body.Return();
        try
        {
            return PutTraceSegmentsJson.ReadAnswer(answer);
        }
        catch (JsonException failure)
        {
            throw Failure(operation, "it answered with something else than X-Ray's JSON", failure);
        }
    }

    public async Task<ReadOnlyMemory<byte>> GetSamplingRulesAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
        await PostAsync(
            new Operation("/GetSamplingRules", $"Asking {Description} for sampling rules", "xray:GetSamplingRules"),
            request,
            cancellation).ConfigureAwait(false);

    public async Task<ReadOnlyMemory<byte>> GetSamplingTargetsAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
        await PostAsync(
            new Operation("/SamplingTargets", $"Asking {Description} for sampling quotas", "xray:GetSamplingTargets"),
            request,
            cancellation).ConfigureAwait(false);

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private static HttpClient MakeClient(DaemonEndpoint endpoint) => new(new SocketsHttpHandler
    {
        // Without one it neither starts activities nor writes diagnostic events: nobody traces it.
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        ConnectTimeout = s_connectTimeout,
        PooledConnectionLifetime = s_connectionLifetime,
        UseCookies = false,
        UseProxy = false,
    })
    {
        BaseAddress = new Uri($"http://{endpoint}"),
        MaxResponseContentBufferSize = LargestAnswer,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private async Task<byte[]> PostAsync(
        Operation operation, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        using ReadOnlyMemoryContent body = new(request);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using HttpResponseMessage answer =
                await _client.Value.PostAsync(operation.Path, body, cancellation).ConfigureAwait(false);
            byte[] text = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? text : throw Refusal(operation, answer, text);
        }
        catch (HttpRequestException failure)
        {
            throw Failure(operation, failure.InnerException?.Message ?? failure.Message, failure);
        }
    }

    private static SegmentTransportException Failure(Operation operation, string cause, Exception inner) => new(
        $"{operation.Doing} failed: {cause}. Start `autotrace` or the X-Ray daemon there, or set " +
        "AWS_XRAY_DAEMON_ADDRESS to where it listens.",
        canRetry: true,
        inner: inner);

    private SegmentTransportException Refusal(Operation operation, HttpResponseMessage answer, byte[] text)
    {
        int status = (int)answer.StatusCode;

        // The daemon passes on what X-Ray says of its credentials, which somebody may mend. Nobody else is a daemon.
        bool isOfCredentials = status is 401 or 403 && XRayError.Read(answer, text).Code.Length > 0;
        string excerpt = Encoding.UTF8.GetString(text, 0, Math.Min(text.Length, LongestExcerpt)).ReplaceLineEndings(" ");
        string remedy = isOfCredentials ? $" The daemon's credentials need the permission {operation.Permission}." : "";
        return new SegmentTransportException(
            string.Create(
                CultureInfo.InvariantCulture, $"{Description} answered {status} {answer.ReasonPhrase}: {excerpt}{remedy}"),
            canRetry: isOfCredentials || status is 408 or 429 or >= 500,
            answer.Headers.RetryAfter?.Delta)
        {
            IsTooLarge = answer.StatusCode == HttpStatusCode.RequestEntityTooLarge,
        };
    }

    /// <param name="Path">Where it is asked for.</param>
    /// <param name="Doing">What it is, as messages say it.</param>
    /// <param name="Permission">What the daemon's credentials must allow.</param>
    private readonly record struct Operation(string Path, string Doing, string Permission);
}
