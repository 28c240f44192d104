using AutoTrace.Diagnostics;

namespace AutoTrace.Tests.Diagnostics;

/// <summary>Losses are said, with what to raise, and not over and over.</summary>
public sealed class LossReportTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Counters _counters = new();
    private readonly List<string> _said = [];

    [Fact]
    public void ALossIsSaidASecondLaterWithItsNumberItsCauseAndWhatToRaise()
    {
        using LossReport report = Start();
        _counters.AddDropped(DropReason.QueueFull, 7);
        _counters.AddDropped(DropReason.QueueFull, 4);
        _counters.AddDropped(DropReason.Refused, 2);
        Assert.Empty(_said);

        _clock.Advance(TimeSpan.FromSeconds(1));
        string line = Assert.Single(_said);
        Assert.StartsWith("13 records were lost: 11 because", line, StringComparison.Ordinal);
        Assert.Contains("raise QueueCapacity, which is 77", line, StringComparison.Ordinal);
        Assert.Contains("2 because nobody listened", line, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsLostLaterIsSaidAMinuteAfterThat()
    {
        using LossReport report = Start();
        _counters.AddDropped(DropReason.QueueFull, 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 59; i++)
        {
            _counters.AddDropped(DropReason.QueueFull, 1);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single(_said);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _said.Count);
        Assert.StartsWith("59 records", _said[1], StringComparison.Ordinal);

        // And after a quiet time as at first.
        _clock.Advance(TimeSpan.FromHours(1));
        _counters.AddDropped(DropReason.Shutdown, 3);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("3 records", _said[^1], StringComparison.Ordinal);
        Assert.Equal(3, _said.Count);
    }

    [Fact]
    public void WhatIsLostAtTheEndIsSaidAtTheEnd()
    {
        LossReport report = Start();
        _counters.AddDropped(DropReason.Shutdown, 5);
        report.Dispose();
        Assert.Contains("raise ShutdownTimeout, which is 00:00:02", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusalsAndFailuresAloneAreLeftToTheExporterWhichKnowsTheCause()
    {
        using LossReport report = Start();
        _counters.AddDropped(DropReason.Refused, 5);
        _counters.AddDropped(DropReason.ExportFailed, 5);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_said);
    }

    [Fact]
    public void WhoeverLosesSomethingFirstIsNotHeldOnTo()
    {
        AsyncLocal<object?> flow = new();
        object? flowOfTheReport = this;
        using LossReport report = new(
            _clock, _counters, new RuntimeLog(null, _ => flowOfTheReport = flow.Value), new AutoTraceOptions());
        flow.Value = new object();
        _counters.AddDropped(DropReason.QueueFull, 1);
        flow.Value = null;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(flowOfTheReport);
        Assert.False(ExecutionContext.IsFlowSuppressed());
    }

    [Fact]
    public void EveryReasonIsListed() => Assert.Equal(Enum.GetValues<DropReason>(), DropReasons.All);

    private LossReport Start() =>
        new(_clock, _counters, new RuntimeLog(null, _said.Add), new AutoTraceOptions { QueueCapacity = 77 });
}
