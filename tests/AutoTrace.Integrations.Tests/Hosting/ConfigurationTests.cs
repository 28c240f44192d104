using AutoTrace.Export;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AutoTrace.Integrations.Tests.Hosting;

public sealed class ConfigurationTests
{
    [Fact]
    public void ServiceIsNamedLikeTheApplicationUnlessSomebodyNamesIt()
    {
        Assert.Equal("the-application", Options([]).ServiceName);
        Assert.Equal("configured", Options([("AutoTrace:ServiceName", "configured")]).ServiceName);
        Assert.Equal(
            "coded", Options([("AutoTrace:ServiceName", "configured")], o => o.ServiceName = "coded").ServiceName);
    }

    [Fact]
    public void EveryOptionThatCanBeWrittenDownIsRead()
    {
        AutoTraceOptions options = Options(
        [
            ("AutoTrace:ServiceVersion", "1.2.3"),
            ("autotrace:origin", "AWS::ECS::Container"),
            ("AutoTrace:Enabled", "False"),
            ("AutoTrace:DaemonAddress", "tcp:10.0.0.1:2000 udp:10.0.0.1:3000"),
            ("AutoTrace:ContextMissing", "ignoreError"),
            ("AutoTrace:QueueCapacity", "64"),
            ("AutoTrace:MinimumLevel", "normal"),
            ("AutoTrace:QueueBytes", "65536"),
            ("AutoTrace:InProgressAfter", "00:01:00"),
            ("AutoTrace:StreamingThreshold", "200"),
            ("AutoTrace:ShutdownTimeout", "00:00:05"),
            ("AutoTrace:SampleEverything", "true"),
            ("AutoTrace:SamplingRulesFile", "rules.json"),
            ("AutoTrace:CentralSampling", "false"),
            ("AutoTrace:TailKeep", "false"),
            ("AutoTrace:TailKeepCauses", "slow, Error"),
            ("AutoTrace:TailKeepLatency", "00:00:02"),
            ("AutoTrace:TailKeepPerSecond", "7"),
            ("AutoTrace:TailKeepBytes", "65536"),
            ("AutoTrace:TailKeepBytesPerSegment", "4096"),
            ("AutoTrace:TraceHttpClient", "false"),
            ("AutoTrace:RecordQueryString", " true "),
            ("AutoTrace:IgnoredPaths:0", "/metrics"),
            ("AutoTrace:IgnoredPaths:1", "/internal/*"),
        ]);

        Assert.Equal("1.2.3", options.ServiceVersion);
        Assert.Equal("AWS::ECS::Container", options.Origin);
        Assert.False(options.Enabled);
        Assert.Equal("tcp:10.0.0.1:2000 udp:10.0.0.1:3000", options.DaemonAddress);
        Assert.Equal(ContextMissingStrategy.IgnoreError, options.ContextMissing);
        Assert.Equal((64, 65536), (options.QueueCapacity, options.QueueBytes));
        Assert.Equal((TimeSpan.FromMinutes(1), 200), (options.InProgressAfter, options.StreamingThreshold));
        Assert.Equal(TracedLevel.Normal, options.MinimumLevel);
        Assert.Equal(TimeSpan.FromSeconds(5), options.ShutdownTimeout);
        Assert.True(options.SampleEverything);
        Assert.Equal("rules.json", options.SamplingRulesFile);
        Assert.False(options.CentralSampling);
        Assert.False(options.TailKeep);
        Assert.Equal(TailKeepCauses.Slow | TailKeepCauses.Error, options.TailKeepCauses);
        Assert.Equal(TimeSpan.FromSeconds(2), options.TailKeepLatency);
        Assert.Equal(7, options.TailKeepPerSecond);
        Assert.Equal((65536, 4096), (options.TailKeepBytes, options.TailKeepBytesPerSegment));
        Assert.False(options.TraceHttpClient);
        Assert.True(options.RecordQueryString);
        Assert.Equal(["/health*", "/livez*", "/readyz*", "/alive", "/metrics", "/internal/*"], options.IgnoredPaths);
    }

    [Theory]
    [InlineData("Enabled", "yes", "it must be true or false")]
    [InlineData(
        "DaemonAddress", "10.0.0.1:port", "it must be host, host:port, [v6]:port or 'tcp:host:port udp:host:port'")]
    [InlineData("ContextMissing", "RUNTIME_ERROR", "it must be LogError or IgnoreError")]
    [InlineData("ContextMissing", "1", "it must be LogError or IgnoreError")]
    [InlineData("MinimumLevel", "all", "it must be Verbose, Normal or Essential")]
    [InlineData("QueueCapacity", "1", "it must be a whole number from 2 to 1048576")]
    [InlineData("QueueCapacity", "99999999999", "it must be a whole number from 2 to 1048576")]
    [InlineData("TailKeepCauses", "7", "it must be None, Fault, Error, Slow or several of them with commas between")]
    [InlineData("TailKeepPerSecond", "0", "it must be a whole number from 1 to 1000")]
    [InlineData("ShutdownTimeout", "5", "it must be hours:minutes:seconds, from 00:00:00 to 00:01:00")]
    [InlineData("ShutdownTimeout", "-00:00:01", "it must be hours:minutes:seconds, from 00:00:00 to 00:01:00")]
    public void BadValueIsAnsweredWithKeyValueAndWhatIsAllowed(string key, string value, string allowed)
    {
        OptionsValidationException e = Assert.Throws<OptionsValidationException>(
            () => Options([($"AutoTrace:{key}", value)]));

        Assert.Equal($"AutoTrace:{key} is '{value}'; {allowed}.", e.Message);
    }

    [Fact]
    public void AllBadValuesAreNamedAtOnce()
    {
        OptionsValidationException e = Assert.Throws<OptionsValidationException>(
            () => Options([("AutoTrace:Enabled", "yes"), ("AutoTrace:QueueCapacity", "many")]));

        Assert.Equal(2, e.Failures.Count());
    }

    [Fact]
    public async Task BadValueStopsTheStartOfTheHost()
    {
        HostApplicationBuilder builder = Builder([("AutoTrace:Enabled", "yes")]);
        builder.Services.AddAutoTrace();
        using IHost host = builder.Build();

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public void ValueThatIsEmptyCountsAsAbsent() =>
        Assert.Equal(
            "the-application", Options([("AutoTrace:ServiceName", ""), ("AutoTrace:Enabled", " ")]).ServiceName);

    [Fact]
    public void KeyThatIsNoSettingIsWarnedAbout()
    {
        using CapturedLog log = new();
        HostApplicationBuilder builder = Builder([("AutoTrace:ServceName", "typo")]);
        builder.Logging.AddProvider(log);
        builder.Services.AddAutoTrace(o => o.Enabled = false);
        using IHost host = builder.Build();

        _ = host.Services.GetRequiredService<AutoTraceRuntime>();

        CapturedLog.Line line = Assert.Single(log.Lines, line => line.Level == LogLevel.Warning);
        Assert.Equal("AutoTrace", line.Category);
        Assert.Contains("AutoTrace:ServceName", line.Message);
        Assert.Contains("ServiceName", line.Message);
    }

    [Fact]
    public void CallsAddUpToOneRuntime()
    {
        HostApplicationBuilder builder = Builder([]);
        InMemoryExporter exporter = new();
        builder.Services.AddAutoTrace(o => o.ServiceName = "first");
        builder.Services.AddAutoTrace(o => o.Exporter = exporter);
        builder.Services.AddAutoTrace();
        using IHost host = builder.Build();

        AutoTraceRuntime runtime = Assert.Single(host.Services.GetServices<AutoTraceRuntime>());
        Assert.Equal("first", runtime.ServiceName);
        Assert.Same(exporter, runtime.Options.Exporter);
        Assert.Single(host.Services.GetServices<IHostedService>());
    }

    [Fact]
    public void OptionsCanBeConfiguredBeforeAndAfter()
    {
        HostApplicationBuilder builder = Builder([("AutoTrace:ServiceName", "configured"), ("AutoTrace:Origin", "x")]);
        builder.Services.Configure<AutoTraceOptions>(o => o.ServiceName = "before");
        builder.Services.AddAutoTrace();
        builder.Services.PostConfigure<AutoTraceOptions>(o => o.Origin = "after");
        using IHost host = builder.Build();

        AutoTraceOptions options = host.Services.GetRequiredService<IOptions<AutoTraceOptions>>().Value;

        Assert.Equal(("before", "after"), (options.ServiceName, options.Origin));
    }

    [Fact]
    public void ContainerWithoutAHostWillDo()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAutoTrace(o => { o.ServiceName = "bare"; o.Exporter = new InMemoryExporter(); o.OnInformation = null; })
            .BuildServiceProvider();

        Assert.Equal("bare", services.GetRequiredService<AutoTraceRuntime>().ServiceName);
    }

    private static AutoTraceOptions Options(
        (string Key, string Value)[] configuration, Action<AutoTraceOptions>? configure = null)
    {
        HostApplicationBuilder builder = Builder(configuration);
        builder.Services.AddAutoTrace(configure);
        using IHost host = builder.Build();
        return host.Services.GetRequiredService<IOptions<AutoTraceOptions>>().Value;
    }

    private static HostApplicationBuilder Builder((string Key, string Value)[] configuration)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = "the-application" });
        builder.Configuration.AddInMemoryCollection(configuration.ToDictionary(c => c.Key, string? (c) => c.Value));
        return builder;
    }
}
