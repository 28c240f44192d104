using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace AutoTrace.Aws;

/// <summary>
/// X-Ray as a service of the AWS SDK, which thereby finds the settings that are meant for it, in the environment and in
/// the profile: endpoint URLs, FIPS, dual stack.
/// </summary>
internal sealed class XRayClientConfig : ClientConfig
{
    public const string ServiceName = "xray";

    // The base class asks for a set of defaults; timeouts and retries of the SDK's are not used.
    private static readonly DefaultConfiguration s_defaults = new() { Name = DefaultConfigurationMode.Standard };

    public XRayClientConfig()
        : base(new DefaultConfigurationProvider([s_defaults]))
    {
        ServiceId = "XRay";
        AuthenticationServiceName = ServiceName;
    }

    public override string ServiceVersion => "2016-04-12";

    public override string UserAgent => "AutoTrace";

    public override string RegionEndpointServiceName => ServiceName;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        throw new NotSupportedException("XRayEndpoint answers this.");
}
