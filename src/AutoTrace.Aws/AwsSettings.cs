using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;

namespace AutoTrace.Aws;

/// <summary>
/// What the AWS SDK finds out about where it runs: environment, profile, container and instance roles, web identities.
/// </summary>
internal static class AwsSettings
{
    /// <summary>The region and the endpoint.</summary>
    /// <param name="askInstance">
    /// Whether the instance metadata service may be asked, which takes seconds where there is none.
    /// </param>
    /// <exception cref="XRaySetupException">They cannot be told; the message has the remedy.</exception>
    public static XRayDestination FindDestination(bool askInstance)
    {
        try
        {
            XRayClientConfig config = new();
            string region = FallbackRegionFactory.GetRegionEndpoint(askInstance)?.SystemName
                ?? throw new XRaySetupException("No AWS region is known. Set AWS_REGION, such as to eu-central-1.");
            Uri endpoint = XRayEndpoint.Of(
                region, config.UseFIPSEndpoint, config.UseDualstackEndpoint, config.ServiceURL);
            return new XRayDestination(endpoint, region);
        }
        catch (Exception failure) when (failure is not XRaySetupException)
        {
            throw new XRaySetupException(
                $"The AWS SDK cannot read its settings: {OneLine(failure.Message)} Check AWS_REGION, AWS_PROFILE and " +
                "the files in ~/.aws.",
                failure);
        }
    }

    /// <summary>
    /// The credentials, renewed when they are about to expire. May ask the instance metadata service, and then takes
    /// seconds.
    /// </summary>
    /// <exception cref="XRaySetupException">There are none; the message has the remedy.</exception>
    // Of web identities AWSSDK.Core makes credentials with a client that it finds by its name.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceConfig))]
    public static async Task<ImmutableCredentials> FindCredentialsAsync()
    {
        try
        {
            AWSCredentials credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync()
                .ConfigureAwait(false);
            return await credentials.GetCredentialsAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            throw new XRaySetupException(
                "No AWS credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and " +
                "AWS_SESSION_TOKEN), or AWS_PROFILE, or give the task, pod or instance a role. The AWS SDK says: " +
                OneLine(failure.Message),
                failure);
        }
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries));
}
