using AutoTrace.Export;

namespace AutoTrace.Tests;

/// <summary>What whoever starts a runtime waits for, and what not.</summary>
public sealed class StartTests
{
    private static readonly SegmentOptions Unsampled = new()
    {
        Header = new TraceHeader { Sampled = SamplingDecision.NotSampled },
    };

    [Fact]
    public async Task StartDoesNotWaitForTheLineThatIsSaid()
    {
        using ManualResetEventSlim started = new();
        TaskCompletionSource<bool> saidAfterwards = new();
        using Recording recording = new(options =>
            options.OnInformation = _ => saidAfterwards.TrySetResult(started.Wait(Eventually.Deadline)));
        started.Set();
        Assert.True(await saidAfterwards.Task);
    }

    [Fact]
    public async Task WhatIsToBeSaidAtTheStartIsSaidWhenAFlushReturns()
    {
        for (int i = 0; i < 20; i++)
        {
            List<string> said = [];
            using Recording recording = new(options => options.OnInformation = said.Add);
            await recording.Runtime.FlushAsync(Eventually.Deadline);
            Assert.Single(said);
        }
    }

    [Fact]
    public async Task SegmentsThatAreClosedBeforeTheWorkerIsReadyAreDelivered()
    {
        for (int i = 0; i < 20; i++)
        {
            using Recording recording = new();
            recording.BeginSegment().Dispose();
            recording.Runtime.Dispose();
            Assert.Single(await recording.DocumentsAsync());
        }
    }

    [Fact]
    public async Task ChangesOfTheOptionsAfterTheStartHaveNoEffect()
    {
        AutoTraceOptions options = new() { Exporter = new InMemoryExporter(), OnInformation = null };
        using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options);
        options.TailKeepCauses = TailKeepCauses.None;
        using (TraceScope scope = runtime.BeginSegment("faulty", Unsampled))
        {
            scope.Span.MarkFault();
        }

        Assert.Equal(1, (await runtime.FlushAsync(Eventually.Deadline)).Sent);
    }

    [Fact]
    public async Task AClockThatMakesNoTimersIsSaidAndEndsNothing()
    {
        using Recording recording = new(options => options.TimeProvider = new ClockWithoutTimers());
        recording.BeginSegment().Dispose();

        Assert.Single(await recording.DocumentsAsync());
        Assert.Contains("no timers here", Assert.Single(recording.Warnings), StringComparison.Ordinal);
    }

    private sealed class ClockWithoutTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new NotSupportedException("no timers here");
    }
}
