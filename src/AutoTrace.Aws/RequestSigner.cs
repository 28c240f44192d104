using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace AutoTrace.Aws;

/// <summary>Signs X-Ray's requests, all of them POST, with the AWS SDK's signer (SigV4).</summary>
internal static class RequestSigner
{
    private static readonly XRayClientConfig s_config = new();

    /// <summary>A request that is ready to be sent.</summary>
    /// <param name="destination">The endpoint and its region.</param>
    /// <param name="path">The operation's: <c>/TraceSegments</c>.</param>
    /// <param name="body">JSON.</param>
    /// <param name="credentials">Whose signature.</param>
    /// <param name="now">What the time is; the service refuses what is off by more than 5 minutes.</param>
    public static HttpRequestMessage Sign(
        XRayDestination destination,
        string path,
        ReadOnlyMemory<byte> body,
        ImmutableCredentials credentials,
        DateTimeOffset now)
    {
        using DefaultRequest request = new(new NoRequest(), XRayClientConfig.ServiceName)
        {
            HttpMethod = HttpMethod.Post.Method,
            Endpoint = destination.Endpoint,
            ResourcePath = path,
            PrecomputedContentSha256 = Hash(body.Span),
            AuthenticationRegion = destination.Region,
            // The endpoint's path is escaped as it is sent; the signature escapes it once more, not twice.
            UseDoubleEncoding = false,
        };
        request.Headers["Content-Type"] = "application/json";
        if (credentials.UseToken)
        {
            request.Headers["X-Amz-Security-Token"] = credentials.Token;
        }

        string authorization = new AWS4Signer()
            .SignRequest(
                request, s_config, metrics: null, credentials.AccessKey, credentials.SecretKey, now.UtcDateTime)
            .ForAuthorizationHeader;

        HttpRequestMessage message = new(HttpMethod.Post, UrlOf(destination.Endpoint, path))
        {
            Content = new ReadOnlyMemoryContent(body),
        };
        foreach ((string name, string value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        return message;
    }

    private static string Hash(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexString(hash).ToLowerInvariant();
    }

    private static Uri UrlOf(Uri endpoint, string path) => new(endpoint.AbsoluteUri.TrimEnd('/') + path);

    private sealed class NoRequest : AmazonWebServiceRequest;
}
