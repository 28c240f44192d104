using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// What a service does with a signature: computes it again from the request as it arrived, by AWS's description of
/// Signature Version 4, with nothing of the AWS SDK.
/// </summary>
internal sealed class SignatureVersion4(string accessKey, string secretKey, string? token, string region)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Null when the signature is right; else the error's code and message, as AWS words them.</summary>
    public (string Code, string Message)? Check(XRayRequest request, DateTimeOffset now)
    {
        if (Parse(request.Header("Authorization")) is not { } given)
        {
            return ("MissingAuthenticationTokenException", "Missing Authentication Token");
        }

        string amzDate = request.Header("X-Amz-Date");
        if (!DateTimeOffset.TryParseExact(
                amzDate,
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset signedAt))
        {
            return ("IncompleteSignatureException", "Date must be in ISO-8601 'basic format'.");
        }

        string scope = $"{amzDate[..8]}/{region}/xray/aws4_request";
        if (given.Credential != $"{accessKey}/{scope}")
        {
            return given.Credential.StartsWith(accessKey + "/", StringComparison.Ordinal)
                ? ("InvalidSignatureException", $"Credential should be scoped to a valid region. Should be {scope}")
                : ("UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        if (request.Header("X-Amz-Security-Token") != (token ?? ""))
        {
            return ("UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        // What is not signed could be exchanged on the way.
        string[] required = token is null ? ["host", "x-amz-date"] : ["host", "x-amz-date", "x-amz-security-token"];
        if (required.Except(given.SignedHeaders).FirstOrDefault() is { } missing)
        {
            return ("InvalidSignatureException", $"'{missing}' must be a 'SignedHeader' in the AWS Authorization.");
        }

        if ((now - signedAt).Duration() > TimeSpan.FromMinutes(5))
        {
            return (
                "InvalidSignatureException",
                $"Signature expired: {amzDate} is now earlier than {now - TimeSpan.FromMinutes(5):O}");
        }

        return Signature(request, given.SignedHeaders, amzDate, scope) == given.Signature
            ? null
            : ("InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided.");
    }

    private static (string Credential, string[] SignedHeaders, string Signature)? Parse(string authorization)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        Dictionary<string, string> parts = authorization[(Algorithm.Length + 1)..].Split(',')
            .Select(part => part.Trim().Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        return (parts["Credential"], parts["SignedHeaders"].Split(';'), parts["Signature"]);
    }

    private string Signature(XRayRequest request, string[] signedHeaders, string amzDate, string scope)
    {
        StringBuilder canonical = new();
        canonical.Append("POST\n");
        // As it was sent; each part of it is encoded a second time, for every service but S3.
        canonical.AppendJoin('/', request.Target.Split('?')[0].Split('/').Select(Uri.EscapeDataString)).Append('\n');
        canonical.Append(request.Target.Contains('?') ? request.Target.Split('?')[1] : "").Append('\n');
        foreach (string name in signedHeaders.Order(StringComparer.Ordinal))
        {
            canonical.Append(name).Append(':').Append(request.Header(name)).Append('\n');
        }

        canonical.Append('\n').AppendJoin(';', signedHeaders).Append('\n');
        canonical.Append(Convert.ToHexStringLower(SHA256.HashData(request.Body)));

        string toSign = string.Join('\n',
            Algorithm,
            amzDate,
            scope,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString()))));
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (string part in scope.Split('/'))
        {
            key = Hmac(key, part);
        }

        return Convert.ToHexStringLower(Hmac(key, toSign));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
