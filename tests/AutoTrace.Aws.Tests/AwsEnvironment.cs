using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AutoTrace.Aws.Tests;

/// <summary>
/// This process's environment as on a machine with credentials in variables, and nothing else that the AWS SDK could
/// find. Put back when disposed. Tests that take it run one after another.
/// </summary>
[CollectionDefinition(nameof(AwsEnvironment), DisableParallelization = true)]
public sealed class AwsEnvironment : IDisposable
{
    private readonly List<(string Name, string? Value)> _before = [];

    private AwsEnvironment()
    {
    }

    internal static AwsEnvironment For(Uri xray)
    {
        AwsEnvironment environment = new();
        environment.Set("AWS_ENDPOINT_URL_XRAY", xray.AbsoluteUri);
        environment.Set("AWS_ENDPOINT_URL", null);
        environment.Set("AWS_REGION", FakeXRay.Region);
        environment.Set("AWS_DEFAULT_REGION", null);
        environment.Set("AWS_ACCESS_KEY_ID", FakeXRay.AccessKey);
        environment.Set("AWS_SECRET_ACCESS_KEY", FakeXRay.SecretKey);
        environment.Set("AWS_SESSION_TOKEN", null);
        environment.Set("AWS_PROFILE", null);
        environment.Set("AWS_USE_FIPS_ENDPOINT", null);
        environment.Set("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials");
        environment.Set("AWS_CONFIG_FILE", "/nowhere/config");
        environment.Set("AWS_EC2_METADATA_DISABLED", "true");
        Forget();
        return environment;
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Forget();
    }

    /// <summary>The SDK looks once and remembers.</summary>
    private static void Forget()
    {
        FallbackRegionFactory.Reset();
        FallbackInternalConfigurationFactory.Reset();
    }

    private void Set(string name, string? value)
    {
        _before.Add((name, Environment.GetEnvironmentVariable(name)));
        Environment.SetEnvironmentVariable(name, value);
    }
}
