using System.Text.Json;
using AutoTrace.Diagnostics;
using AutoTrace.Model;
using AutoTrace.Sampling;

namespace AutoTrace.Tests.Sampling;

/// <summary>A file of rules while a program runs.</summary>
public sealed class LocalRulesTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task TheRulesDecideFromTheFirstSegmentOnAndAreNamedInIt()
    {
        Write(perSecond: 2);
        using Recording recording = Start();
        Assert.Equal(2, Sampled(recording, "/orders/7"));
        Assert.Equal(1, Sampled(recording, "/"));

        Assert.Equal(["orders", "orders", "Default"], (await recording.DocumentsAsync()).Select(RuleName));
        Assert.Empty(recording.Warnings);
    }

    [Fact]
    public void AChangedFileIsReadAgain()
    {
        Write(perSecond: 2);
        using Recording recording = Start();
        Write(perSecond: 5);
        Assert.Equal(2, Sampled(recording, "/orders/7"));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(5, Sampled(recording, "/orders/7"));
    }

    [Fact]
    public void WhatWasTakenInASecondCountsForTheRuleThatTakesOver()
    {
        Write(perSecond: 2);
        Sampler sampler = new(new AutoTraceOptions(), new FixedRandom(0.99)) { Local = SamplingRules.Default(_clock) };
        LocalRules rules = new(_path, sampler, _clock);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        using ITimer watch = rules.Watch(new RuntimeLog(null, null));
        _clock.Advance(TimeSpan.FromSeconds(9.75));
        Assert.Equal(2, Sampled());

        Write(perSecond: 3);
        _clock.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(1, Sampled());

        int Sampled() => Enumerable.Range(0, 10).Count(_ => sampler.Decide(
            SpanName.From("shop"), new() { Request = new() { UrlPath = "/orders/7" } }).IsSampled);
    }

    [Theory]
    [InlineData("{\n\"version\": 3 }", "line 2: \"version\" is 3; it must be 1 or 2")]
    [InlineData(null, "Could not find file")]
    public void AFileThatIsBadAtTheStartLeavesTheDefaultAndIsSpokenOfOnceUntilItIsMended(
        string? content, string problem)
    {
        Write(content);
        using Recording recording = Start();
        _clock.Advance(TimeSpan.FromMinutes(1));
        string warning = Assert.Single(recording.Warnings);
        Assert.StartsWith($"the sampling rules in {_path} are not used: {problem}", warning, StringComparison.Ordinal);
        Assert.Contains("1 a second and 5 % of the others", warning, StringComparison.Ordinal);
        Assert.InRange(Sampled(recording, "/orders/7"), 1, 9);

        Write(perSecond: 2);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, Sampled(recording, "/orders/7"));
        Assert.Single(recording.Warnings);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData(null)]
    public void ABadNewVersionKeepsTheRulesAndIsSpokenOfOnce(string? content)
    {
        Write(perSecond: 2);
        using Recording recording = Start();
        Write(content);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Sampled(recording, "/orders/7"));
        Assert.Contains("the rules from before stay", Assert.Single(recording.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileBeyondAnyReasonIsRefusedWithTheLimit()
    {
        Write(new string(' ', 300 << 10));
        using Recording recording = Start();
        Assert.Contains("it is larger than 256 KB", Assert.Single(recording.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void WhoAsksForEverythingGetsItInSpiteOfTheFile()
    {
        Write(perSecond: 2);
        using Recording recording = Start(everything: true);
        Assert.Equal(10, Sampled(recording, "/orders/7"));
    }

    private static string? RuleName(SegmentDocument document) =>
        document.Json.GetProperty("aws").GetProperty("xray").GetProperty("sampling_rule_name").GetString();

    private static int Sampled(Recording recording, string path) => Enumerable.Range(0, 10).Count(_ =>
    {
        SegmentOptions options = new() { Request = new() { Method = "GET", UrlPath = path } };
        using TraceScope segment = recording.Runtime.BeginSegment("shop", options);
        return segment.Span.Header.Sampled == SamplingDecision.Sampled;
    });

    private void Write(int perSecond) => Write(
        $$"""
        {
          "version": 2,
          "rules": [
            {
              "description": "orders", "host": "*", "http_method": "GET", "url_path": "/orders/*",
              "fixed_target": {{perSecond}}, "rate": 0
            }
          ],
          "default": { "fixed_target": 1, "rate": 0 }
        }
        """);

    private void Write(string? content)
    {
        if (content is null)
        {
            File.Delete(_path);
        }
        else
        {
            File.WriteAllText(_path, content);
        }
    }

    private Recording Start(bool everything = false)
    {
        Recording recording = new(options =>
        {
            options.SamplingRulesFile = _path;
            options.SampleEverything = everything;
            options.TimeProvider = _clock;
        });
        recording.WaitForStart();
        return recording;
    }
}
