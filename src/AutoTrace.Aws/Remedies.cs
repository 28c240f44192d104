using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AutoTrace.Export;

namespace AutoTrace.Aws;

/// <summary>
/// What the user can do about a request that failed, each in one line. It has nothing in it that differs from one
/// request to the next: a line that was said is not said again.
/// </summary>
internal static class Remedies
{
    private static readonly TimeSpan s_toleratedSkew = TimeSpan.FromMinutes(4);

    /// <summary>A line for a request that X-Ray refused.</summary>
    /// <param name="error">The answer.</param>
    /// <param name="operation">What was asked.</param>
    /// <param name="destination">Whom.</param>
    /// <param name="skew">How far this machine's clock is ahead of the answer's date; null if it had none.</param>
    public static string For(XRayError error, XRayOperation operation, XRayDestination destination, TimeSpan? skew)
    {
        string refusal = $"X-Ray at {destination.Endpoint.Host} answered {operation.Name} with {(int)error.Status} " +
            $"{(error.Code.Length > 0 ? error.Code : error.Status.ToString())}.";
        return error.Code switch
        {
            "AccessDeniedException" or "AccessDenied" =>
                $"{refusal} Allow the IAM action xray:{operation.Name} on resource * to the role or user; the " +
                $"managed policy AWSXRayDaemonWriteAccess does. X-Ray says: {FirstLine(error.Message)}",
            "ExpiredTokenException" or "ExpiredToken" =>
                $"{refusal} The credentials have expired: renew AWS_SESSION_TOKEN with its keys, or log in again.",
            "RequestExpired" or "RequestTimeTooSkewed" =>
                $"{refusal} {ClockRemedy(skew)}",
            "InvalidSignatureException" or "SignatureDoesNotMatch" when IsSkewed(error, skew) =>
                $"{refusal} {ClockRemedy(skew)}",
            "InvalidSignatureException" or "SignatureDoesNotMatch" =>
                $"{refusal} AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID, or AWS_REGION is not the " +
                $"endpoint's region (it is {destination.Region}). X-Ray says: {FirstLine(error.Message)}",
            "UnrecognizedClientException" or "InvalidClientTokenId" or "MissingAuthenticationTokenException" =>
                $"{refusal} These credentials are not known in {destination.Region}: check AWS_ACCESS_KEY_ID and " +
                "AWS_SESSION_TOKEN, that AWS_REGION is of the same partition, and that the account has it enabled.",
            "ThrottledException" or "ThrottlingException" when operation == XRayOperation.PutTraceSegments =>
                $"{refusal} The account sends more than X-Ray takes (2,600 segments a second in a region): lower the " +
                "sampling rate.",
            _ => error.Message.Length > 0 ? $"{refusal} X-Ray says: {FirstLine(error.Message)}" : refusal,
        };
    }

    /// <summary>A line for a request that no answer came to.</summary>
    public static string For(HttpRequestException failure, XRayDestination destination)
    {
        string host = destination.Endpoint.Host;
        return failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError =>
                $"There is no host {host}. Check AWS_REGION (it is {destination.Region}) and DNS; where the network " +
                $"has no way out, create the VPC endpoint com.amazonaws.{destination.Region}.xray with private DNS.",
            HttpRequestError.ConnectionError =>
                $"No connection to {host}:{destination.Endpoint.Port} ({Reason(failure)}). {WayOut(destination)}",
            HttpRequestError.SecureConnectionError =>
                $"No TLS with {host}. Does a proxy stand between whose root certificate this machine does not trust? " +
                $"{failure.InnerException?.Message}",
            _ => $"The request to {host} failed: {failure.Message}",
        };
    }

    /// <summary>A line for a request that took too long.</summary>
    public static string ForSilence(XRayDestination destination) =>
        $"No answer from {destination.Endpoint.Host}:{destination.Endpoint.Port} in time. {WayOut(destination)}";

    /// <summary>
    /// Whether the same request may be taken later: whatever somebody can set right meanwhile, and trouble.
    /// </summary>
    public static bool MayHelpLater(XRayError error) =>
        error.Status is not (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge) ||
        error.Code is "ThrottledException" or "ThrottlingException" or "ExpiredTokenException" or "ExpiredToken" or
            "UnrecognizedClientException" or "InvalidSignatureException";

    private static bool IsSkewed(XRayError error, TimeSpan? skew) =>
        skew?.Duration() > s_toleratedSkew ||
        error.Message.Contains("expired", StringComparison.OrdinalIgnoreCase) ||
        error.Message.Contains("not yet current", StringComparison.OrdinalIgnoreCase);

    private static string ClockRemedy(TimeSpan? skew)
    {
        string by = skew is { } difference && difference.Duration() > s_toleratedSkew
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {Math.Abs(difference.TotalMinutes):F0} minutes {(difference > TimeSpan.Zero ? "ahead" : "behind")}")
            : "";
        return $"This machine's clock is{(by.Length > 0 ? by : " off")}; X-Ray takes 5 minutes. Set it (NTP).";
    }

    private static string WayOut(XRayDestination destination) =>
        $"Allow the way out, create the VPC endpoint com.amazonaws.{destination.Region}.xray, or set HTTPS_PROXY or " +
        "AWS_ENDPOINT_URL_XRAY.";

    private static string Reason(HttpRequestException failure) =>
        failure.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : failure.Message;

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
