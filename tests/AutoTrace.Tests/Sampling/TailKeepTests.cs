using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Sampling;

/// <summary>What sampling left out is kept after all when it ends badly, within a rate and a budget.</summary>
public sealed class TailKeepTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task AnUnsampledSegmentThatEndsInAFaultIsSentWithAllOfItsSpansAndSaysWhy()
    {
        using Recording recording = new();
        TraceHeader header;
        using (TraceScope segment = Unsampled(recording))
        {
            Traced("before", () => { });
            using TraceScope inner = AutoTracer.BeginSubsegment("inner");
            header = inner.Span.Header;
            segment.Span.MarkFault();
        }

        TraceNode sent = Assert.Single((await recording.TreeAsync()).Roots);
        Assert.Equal("fault", (string?)sent.Annotations!["autotrace_kept"]);
        Assert.Equal(["before", "inner"], sent.Children.Select(child => child.Name));
        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3 }, recording.Runtime.Counters);

        // Downstream was told the first decision, and under which subsegment it would join.
        Assert.Equal(SamplingDecision.NotSampled, header.Sampled);
        Assert.Equal(sent.Children[1].Id, header.Parent.ToString());
    }

    [Fact]
    public async Task AnUnsampledSegmentThatEndsWellIsCountedWithAllOfItsSpansAndNotSent()
    {
        using Recording recording = new();
        using (Unsampled(recording))
        {
            for (int i = 0; i < 40; i++)
            {
                Traced("span", () => { });
            }
        }

        Assert.Equal(new TraceCounters { Produced = 41, NotKept = 41 }, recording.Runtime.Counters);
        Assert.Empty(await recording.DocumentsAsync());
    }

    [Fact]
    public async Task ASegmentThatTookTooLongIsKeptAsSlow()
    {
        using Recording recording = Start(options => options.TailKeepLatency = TimeSpan.FromSeconds(2));
        foreach (double seconds in new[] { 1.999, 2 })
        {
            using (Unsampled(recording))
            {
                _clock.Advance(TimeSpan.FromSeconds(seconds));
            }
        }

        TraceNode sent = Assert.Single((await recording.TreeAsync()).Roots);
        Assert.Equal("slow", (string?)sent.Annotations!["autotrace_kept"]);
        Assert.Equal(2, sent.End - sent.Start);
    }

    [Fact]
    public async Task NoMoreThanTheRateAreKeptInASecond()
    {
        using Recording recording = Start(options => options.TailKeepPerSecond = 2);
        Fail(5);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Fail(1);

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 6, Sent = 3, NotKept = 3 }, counters);

        void Fail(int times)
        {
            for (int i = 0; i < times; i++)
            {
                using TraceScope segment = Unsampled(recording);
                segment.Span.MarkFault();
            }
        }
    }

    [Theory]
    [InlineData(TailKeepCauses.None, null)]
    [InlineData(TailKeepCauses.Slow, null)]
    [InlineData(TailKeepCauses.Error, "error")]
    [InlineData(TailKeepCauses.Error | TailKeepCauses.Fault, "error")]
    public async Task WhatIsWorthKeepingIsForTheProgramToSay(TailKeepCauses causes, string? kept)
    {
        using Recording recording = new(options => options.TailKeepCauses = causes);
        using (TraceScope segment = Unsampled(recording))
        {
            segment.Span.SetHttpResponse(404);
        }

        Assert.Equal(kept, (string?)(await recording.TreeAsync()).Roots.SingleOrDefault()?.Annotations!["autotrace_kept"]);
    }

    [Fact]
    public async Task ASegmentBeyondItsBudgetIsHeldNoMoreAndCounted()
    {
        using Recording recording = new(options => options.TailKeepBytesPerSegment = 64 << 10);
        using (TraceScope segment = Unsampled(recording))
        {
            for (int i = 0; i < 10_000; i++)
            {
                Traced("span", () => { });
            }

            segment.Span.MarkFault();
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal((1, 0, 0), (counters.TailKeepGaveWay, counters.Sent, counters.CallsWithoutSegment));
        Assert.Equal(counters.Produced, counters.NotKept);
        Assert.InRange(counters.Produced, 500, 1000);
    }

    [Fact]
    public async Task AnnotationsAndMetadataCountTowardsTheBudget()
    {
        using Recording recording = new(options => options.TailKeepBytesPerSegment = 64 << 10);
        using (TraceScope segment = Unsampled(recording))
        {
            segment.Span.Annotate("text", new string('x', 40_000));
            segment.Span.MarkFault();
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 1, NotKept = 1, TailKeepGaveWay = 1 }, counters);
    }

    [Fact]
    public async Task OpenSegmentsBeyondTheRuntimesMemoryAreNotHeldUntilOthersEnd()
    {
        using Recording recording = Start(options => options.TailKeepBytes = 64 << 10);
        Stack<TraceScope> open = new();
        for (int i = 0; i < 100; i++)
        {
            open.Push(Unsampled(recording));
        }

        // The sixteen that a budget of 16 steps of 4 KB has room for.
        Assert.Equal(84, recording.Runtime.Counters.TailKeepGaveWay);
        while (open.TryPop(out TraceScope scope))
        {
            scope.Dispose();
        }

        using (TraceScope segment = Unsampled(recording))
        {
            segment.Span.MarkFault();
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 101, NotKept = 100, Sent = 1, TailKeepGaveWay = 84 }, counters);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFlowThatOutlivesItsSegmentIsRecordedIfTheSegmentWasKept(bool fails)
    {
        using Recording recording = new();
        TaskCompletionSource ended = new();
        Task late;
        using (TraceScope segment = Unsampled(recording))
        {
            late = Task.Run(async () =>
            {
                await ended.Task;
                Traced("late", () => { });
            });
            if (fails)
            {
                segment.Span.MarkFault();
            }
        }

        ended.SetResult();
        await late;
        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(
            fails ? new TraceCounters { Produced = 2, Sent = 2 } : new TraceCounters { Produced = 1, NotKept = 1 }, counters);
    }

    [Fact]
    public void ManyFlowsAtTheEndOfManySegmentsLeaveTheBooksEvenAndTheMemoryEmpty()
    {
        using Recording recording = new(options => options.TailKeepPerSecond = 1000);
        Parallel.For(0, 2000, i =>
        {
            Task racing;
            using (TraceScope segment = Unsampled(recording))
            {
                racing = Task.Run(() =>
                {
                    for (int j = 0; j < 40; j++)
                    {
                        Traced("racing", () => AutoTracer.Current.Annotate("j", j));
                    }
                });
                if (i % 10 == 0)
                {
                    segment.Span.MarkFault();
                }
            }

            racing.GetAwaiter().GetResult();
        });

        recording.Runtime.Dispose();
        TraceCounters counters = recording.Runtime.Counters;
        Assert.Equal(counters.Produced, counters.Sent + counters.NotKept + counters.Dropped);
        Assert.Equal(0, recording.Runtime.Queue.Held.Taken);
    }

    private static TraceScope Unsampled(Recording recording) => recording.Runtime.BeginSegment(
        "unsampled",
        new SegmentOptions
        {
            Header = new TraceHeader
            {
                Root = TraceId.New(DateTimeOffset.UtcNow),
                Sampled = SamplingDecision.NotSampled,
            },
        });

    private Recording Start(Action<AutoTraceOptions> configure) => new(options =>
    {
        options.TimeProvider = _clock;
        configure(options);
    });
}
