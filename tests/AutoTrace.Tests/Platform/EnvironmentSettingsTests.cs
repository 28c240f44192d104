using AutoTrace.Platform;

namespace AutoTrace.Tests.Platform;

/// <summary>Environment variables: the documented ones win, bad ones are named and ignored.</summary>
public sealed class EnvironmentSettingsTests
{
    [Fact]
    public void NothingSetMeansNothingSaid()
    {
        EnvironmentSettings settings = Read();
        Assert.Null(settings.TracingName);
        Assert.Null(settings.Enabled);
        Assert.Null(settings.SampleEverything);
        Assert.Null(settings.SamplingRulesFile);
        Assert.Null(settings.DaemonAddress);
        Assert.Null(settings.ContextMissing);
        Assert.Null(settings.Region);
        Assert.False(settings.IsLambda);
        Assert.Empty(settings.Complaints);
    }

    [Fact]
    public void ValidVariablesAreRead()
    {
        EnvironmentSettings settings = Read(
            ("AWS_XRAY_TRACING_NAME", " orders "),
            ("AWS_XRAY_SDK_ENABLED", "False"),
            ("AWS_XRAY_DAEMON_ADDRESS", "tcp:a:1 udp:b:2"),
            ("AWS_XRAY_CONTEXT_MISSING", "ignore_error"),
            ("AUTOTRACE_EXPORT", "Tcp"),
            ("AUTOTRACE_SAMPLE_EVERYTHING", "true"),
            ("AUTOTRACE_SAMPLING_RULES_FILE", "rules.json"),
            ("AWS_DEFAULT_REGION", "eu-central-1"),
            ("AWS_LAMBDA_FUNCTION_NAME", "orders"));
        Assert.Equal("orders", settings.TracingName);
        Assert.False(settings.Enabled);
        Assert.True(settings.SampleEverything);
        Assert.Equal("rules.json", settings.SamplingRulesFile);
        Assert.Equal("b:2", settings.DaemonAddress!.Udp.ToString());
        Assert.Equal(ContextMissingStrategy.IgnoreError, settings.ContextMissing);
        Assert.Equal(ExportTarget.Tcp, settings.Target);
        Assert.Equal("eu-central-1", settings.Region);
        Assert.True(settings.IsLambda);
        Assert.Empty(settings.Complaints);
    }

    [Theory]
    [InlineData("AWS_XRAY_SDK_ENABLED", "yes")]
    [InlineData("AWS_XRAY_DAEMON_ADDRESS", "host:99999")]
    [InlineData("AWS_XRAY_CONTEXT_MISSING", "THROW")]
    [InlineData("AUTOTRACE_MINIMUM_LEVEL", "all")]
    [InlineData("AUTOTRACE_EXPORT", "http")]
    [InlineData("AUTOTRACE_SAMPLE_EVERYTHING", "1")]
    public void ABadVariableIsNamedWithItsValueAndIgnored(string name, string value)
    {
        EnvironmentSettings settings = Read((name, value));
        string complaint = Assert.Single(settings.Complaints);
        Assert.Contains(name, complaint, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", complaint, StringComparison.Ordinal);
        Assert.Null(settings.Enabled);
        Assert.Null(settings.DaemonAddress);
        Assert.Null(settings.ContextMissing);
        Assert.Null(settings.MinimumLevel);
    }

    [Fact]
    public void TheMinimumLevelIsReadInAnyCase() =>
        Assert.Equal(TracedLevel.Essential, Read(("AUTOTRACE_MINIMUM_LEVEL", " Essential ")).MinimumLevel);

    [Fact]
    public void RuntimeErrorIsTakenAsLogErrorAndSaysWhy()
    {
        EnvironmentSettings settings = Read(("AWS_XRAY_CONTEXT_MISSING", "RUNTIME_ERROR"));
        Assert.Equal(ContextMissingStrategy.LogError, settings.ContextMissing);
        Assert.Contains("never throws", Assert.Single(settings.Complaints), StringComparison.Ordinal);
    }

    private static EnvironmentSettings Read(params (string Name, string Value)[] variables) =>
        EnvironmentSettings.Read(variables.ToDictionary(v => v.Name, v => v.Value).GetValueOrDefault);
}
