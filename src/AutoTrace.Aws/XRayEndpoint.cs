using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace AutoTrace.Aws;

/// <summary>
/// Where X-Ray is. AWSSDK.Core knows the partitions, but no service that it does not ship; so the rule is here: AWS's
/// endpoint rule set for the service, 2016-04-12.
/// </summary>
internal static class XRayEndpoint
{
    /// <summary>The endpoint's URL.</summary>
    /// <param name="region">Such as <c>eu-central-1</c>.</param>
    /// <param name="fips">Whether it must be one that is validated by FIPS 140.</param>
    /// <param name="dualStack">Whether it must answer by IPv6 too.</param>
    /// <param name="configured">A URL that was set for it, such as a VPC endpoint's; null for none.</param>
    /// <exception cref="XRaySetupException">There is no such endpoint.</exception>
    public static Uri Of(string region, bool fips, bool dualStack, string? configured)
    {
        if (configured is not null)
        {
            return Configured(configured, fips, dualStack);
        }

        if (!Fn.IsValidHostLabel(region, allowSubDomains: false))
        {
            throw new XRaySetupException($"'{region}' is no region. Set AWS_REGION to one such as eu-central-1.");
        }

        Partition partition = Fn.Partition(region);
        if (fips && !partition.supportsFIPS)
        {
            throw new XRaySetupException(
                $"The partition {partition.name} has no FIPS endpoints. Unset AWS_USE_FIPS_ENDPOINT.");
        }

        if (dualStack && !partition.supportsDualStack)
        {
            throw new XRaySetupException(
                $"The partition {partition.name} has no dual-stack endpoints. Unset AWS_USE_DUALSTACK_ENDPOINT.");
        }

        string host = fips ? "xray-fips" : "xray";
        return new Uri($"https://{host}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}/");
    }

    /// <summary>
    /// The path with everything escaped that may be: signer and service then agree on what it is. Without a slash at its
    /// end, which the signer takes for an empty part.
    /// </summary>
    private static string Escaped(string path) => string.Join(
        '/', path.TrimEnd('/').Split('/').Select(part => Uri.EscapeDataString(Uri.UnescapeDataString(part))));

    private static Uri Configured(string configured, bool fips, bool dualStack)
    {
        if (fips || dualStack)
        {
            throw new XRaySetupException(
                $"An endpoint URL for X-Ray is set, {configured}, which leaves no choice of another endpoint. Unset " +
                $"{(fips ? "AWS_USE_FIPS_ENDPOINT" : "AWS_USE_DUALSTACK_ENDPOINT")} or AWS_ENDPOINT_URL_XRAY.");
        }

        return Uri.TryCreate(configured, UriKind.Absolute, out Uri? url) && url.Scheme is "https" or "http"
            ? new Uri(url.GetLeftPart(UriPartial.Authority) + Escaped(url.AbsolutePath))
            : throw new XRaySetupException(
                $"The endpoint URL for X-Ray is '{configured}', which is no URL. Set AWS_ENDPOINT_URL_XRAY to one " +
                "such as https://vpce-….xray.eu-central-1.vpce.amazonaws.com.");
    }
}
