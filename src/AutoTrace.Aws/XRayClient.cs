using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using AutoTrace.Export;

namespace AutoTrace.Aws;

/// <summary>Makes requests to X-Ray: signed, sent once, and answered or explained.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="findDestination">Where to; asked until it knows. May block.</param>
/// <param name="findCredentials">Whose signature; asked for every request.</param>
/// <param name="clock">For the date that is signed.</param>
internal sealed class XRayClient(
    Func<XRayDestination> findDestination, Func<Task<ImmutableCredentials>> findCredentials, TimeProvider clock)
    : IDisposable
{
    private const int LongestAnswer = 1 << 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        // Without a propagator the handler starts no Activity and raises no event: nobody traces what sends the traces.
        ActivityHeadersPropagator = null,
        // A signature is meant for one host.
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // Addresses behind the host's name change.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        MaxResponseContentBufferSize = LongestAnswer,
        // Whoever asks sets the bound.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private XRayDestination? _destination;
    private volatile bool _hasFoundCredentials;

    /// <summary>Requests that failed.</summary>
    public ConnectionErrors Errors { get; } = new();

    /// <summary>Makes one request.</summary>
    /// <returns>The answer's body.</returns>
    /// <exception cref="SegmentTransportException">
    /// It failed, or was cancelled; the message has the remedy.
    /// </exception>
    public async Task<byte[]> PostAsync(
        XRayOperation operation, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        (XRayDestination destination, ImmutableCredentials credentials) =
            await PrepareAsync(cancellation).ConfigureAwait(false);
        using HttpRequestMessage request =
            RequestSigner.Sign(destination, operation.Path, body, credentials, clock.GetUtcNow());
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? answer : throw Refused(response, answer, operation, destination);
        }
        catch (HttpRequestException failure)
        {
            Errors.Add(KindOf(failure));
            throw new SegmentTransportException(Remedies.For(failure, destination), canRetry: true, inner: failure);
        }
        catch (OperationCanceledException slow)
        {
            Errors.Add(ConnectionError.Timeout);
            throw new SegmentTransportException(Remedies.ForSilence(destination), canRetry: true, inner: slow);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// On the thread pool the first time: the AWS SDK may block for seconds, when it asks where it runs.
    /// </summary>
    private async Task<(XRayDestination Destination, ImmutableCredentials Credentials)> PrepareAsync(
        CancellationToken cancellation)
    {
        try
        {
            _destination ??= await Task.Run(findDestination, cancellation)
                .WaitAsync(cancellation).ConfigureAwait(false);
            Task<ImmutableCredentials> finding =
                _hasFoundCredentials ? findCredentials() : Task.Run(findCredentials, cancellation);
            ImmutableCredentials credentials = await finding.WaitAsync(cancellation).ConfigureAwait(false);
            _hasFoundCredentials = true;
            return (_destination, credentials);
        }
        catch (XRaySetupException failure)
        {
            throw new SegmentTransportException(failure.Message, canRetry: true, inner: failure);
        }
        catch (OperationCanceledException slow)
        {
            throw new SegmentTransportException(
                "The AWS SDK takes too long to find region and credentials. Set AWS_REGION and give the process " +
                "credentials; where there is no instance metadata service, AWS_EC2_METADATA_DISABLED=true saves the " +
                "question.",
                canRetry: true,
                inner: slow);
        }
    }

    private SegmentTransportException Refused(
        HttpResponseMessage response, byte[] answer, XRayOperation operation, XRayDestination destination)
    {
        Errors.Add((int)response.StatusCode >= 500 ? ConnectionError.Http5xx : ConnectionError.Http4xx);
        XRayError error = XRayError.Read(response, answer);
        TimeSpan? skew = clock.GetUtcNow() - response.Headers.Date;
        return new SegmentTransportException(
            Remedies.For(error, operation, destination, skew),
            Remedies.MayHelpLater(error),
            response.Headers.RetryAfter?.Delta)
        {
            IsTooLarge = error.Status == HttpStatusCode.RequestEntityTooLarge,
        };
    }

    private static ConnectionError KindOf(HttpRequestException failure) => failure switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => ConnectionError.UnknownHost,
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
            ConnectionError.ConnectionRefused,
        { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } } => ConnectionError.Timeout,
        _ => ConnectionError.Other,
    };
}
