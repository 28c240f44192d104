using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AutoTrace.Export;

/// <summary>
/// The daemon's TCP port: it takes what X-Ray's API takes, signs it and passes it on; <c>autotrace</c> keeps it.
/// </summary>
internal sealed class DaemonTcpTransport : ISegmentTransport
{
    private const int LargestAnswer = 1 << 20;
    private const int LongestExcerpt = 200;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(2);

    // A name may come to stand for another address.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly DaemonEndpoint _endpoint;
    private readonly HttpClient _client;

    public DaemonTcpTransport(DaemonEndpoint endpoint)
    {
        _endpoint = endpoint;
        SocketsHttpHandler handler = new()
        {
            // Without one it neither starts activities nor writes diagnostic events: nobody traces it.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectTimeout = s_connectTimeout,
            PooledConnectionLifetime = s_connectionLifetime,
            UseCookies = false,
            UseProxy = false,
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://{endpoint}"),
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public string Description => $"tcp {_endpoint}";

    public async Task<IReadOnlyList<UnprocessedSegment>> SendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> documents, CancellationToken cancellation)
    {
        using ReadOnlyMemoryContent body = new(PutTraceSegmentsJson.WriteRequest(documents));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using HttpResponseMessage answer =
                await _client.PostAsync("/TraceSegments", body, cancellation).ConfigureAwait(false);
            byte[] text = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? PutTraceSegmentsJson.ReadAnswer(text) : throw Refusal(answer, text);
        }
        catch (HttpRequestException failure)
        {
            throw Failure(failure.InnerException?.Message ?? failure.Message, failure);
        }
        catch (JsonException failure)
        {
            throw Failure("it answered with something else than X-Ray's JSON", failure);
        }
    }

    public void Dispose() => _client.Dispose();

    private SegmentTransportException Failure(string cause, Exception inner) => new(
        $"Sending to {Description} failed: {cause}. Start `autotrace` or the X-Ray daemon there, or set " +
        "AWS_XRAY_DAEMON_ADDRESS to where it listens.",
        canRetry: true,
        inner: inner);

    private SegmentTransportException Refusal(HttpResponseMessage answer, byte[] text)
    {
        int status = (int)answer.StatusCode;

        // The daemon passes on what X-Ray says of its credentials, which somebody may mend. Who else answers so is no daemon.
        bool isOfCredentials = status is 401 or 403 && XRayError.Read(answer, text).Code.Length > 0;
        string excerpt = Encoding.UTF8.GetString(text, 0, Math.Min(text.Length, LongestExcerpt)).ReplaceLineEndings(" ");
        string remedy = isOfCredentials ? " The daemon's credentials need the permission xray:PutTraceSegments." : "";
        return new SegmentTransportException(
            string.Create(
                CultureInfo.InvariantCulture, $"{Description} answered {status} {answer.ReasonPhrase}: {excerpt}{remedy}"),
            canRetry: isOfCredentials || status is 408 or 429 or >= 500,
            answer.Headers.RetryAfter?.Delta)
        {
            IsTooLarge = answer.StatusCode == HttpStatusCode.RequestEntityTooLarge,
        };
    }
}
