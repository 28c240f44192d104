using AutoTrace.CompilerServices;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Buffering;

/// <summary>What begins in a long or a large segment is sent when it ends.</summary>
public sealed class StreamingTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Recording _recording;

    public StreamingTests()
    {
        _recording = new(options => (options.TimeProvider, options.StreamingThreshold) = (_clock, 3));
        _recording.WaitForStart();
    }

    [Fact]
    public async Task SubsegmentsOfALongSegmentAreSentWhenTheyEndWithAllBelowThem()
    {
        TraceScope scope = _recording.BeginSegment();
        Traced("held", () => { });
        await BecomeLongAsync();
        Traced("held too", () => { });
        Traced("streamed", () => Traced("below", () => { }));
        Traced("streamed next", () => { });

        await _recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3 }, _recording.Runtime.Counters);
        IReadOnlyList<SegmentDocument> streamed = await _recording.DocumentsAsync();
        Assert.Equal(["segment", "streamed", "streamed next"], streamed.Select(document => document.Name));

        scope.Dispose();
        Assert.Equal(
            "segment [segment]\n  held\n  held too\n  streamed\n    below\n  streamed next",
            (await _recording.TreeAsync()).Render());
        Assert.Equal(new TraceCounters { Produced = 6, Sent = 6 }, _recording.Runtime.Counters);
    }

    [Fact]
    public async Task ASegmentThatIsNotLongStaysWhole()
    {
        using (_recording.BeginSegment())
        {
            for (int i = 0; i < 300; i++)
            {
                Traced("call", () => { });
            }

            Assert.Empty(await _recording.DocumentsAsync());
        }

        Assert.Single(await _recording.DocumentsAsync());
    }

    [Fact]
    public async Task ALargeSegmentStreamsHoweverYoungItIs()
    {
        // One at the wall clock, whose timer may come too.
        using Recording recording = new(options => options.InProgressAfter = TimeSpan.Zero);
        using (recording.BeginSegment())
        {
            for (int i = 1; i < 20_000; i++)
            {
                Traced("held", () => { });
            }

            Assert.Equal(0, (await recording.Runtime.FlushAsync(Eventually.Deadline)).Produced);
            Traced("streamed", () => { });
            Assert.Equal(1, (await recording.Runtime.FlushAsync(Eventually.Deadline)).Sent);
        }

        Assert.Equal(20_001, (await recording.Runtime.FlushAsync(Eventually.Deadline)).Sent);
    }

    [Fact]
    public async Task AStreamedSubsegmentLeftOpenEndsWithItsSegmentAndSaysSo()
    {
        TraceScope scope = await BeginStreamingAsync();
        TraceScope open = AutoTracer.BeginSubsegment("left open");
        _clock.Advance(TimeSpan.FromSeconds(2));
        scope.Dispose();
        TraceTree tree = await _recording.TreeAsync();

        Assert.Equal("segment", tree.Nodes.Single(node => node.Id == tree["left open"].ParentId).Name);
        Assert.Equal(2, tree["left open"].End - tree["left open"].Start);
        Assert.True(tree["left open"].Metadata!["autotrace"]!["closed_with_segment"]!.GetValue<bool>());
        open.Dispose();
        Assert.Equal(1, _recording.Runtime.Counters.WritesTooLate);
    }

    [Fact]
    public async Task AStreamedSubsegmentWaitsForWhatOutlivesIt()
    {
        using (await BeginStreamingAsync())
        {
            TraceScope outlives = default;
            Traced("streamed", () => outlives = AutoTracer.BeginSubsegment("outlives"));
            await BecomeLongAsync();
            Assert.Equal(0, _recording.Runtime.Counters.Sent);

            // It is found to have ended, not told.
            outlives.Span.Annotate("number", 1);
            outlives.Dispose();
            await BecomeLongAsync();
            Assert.Equal(2, _recording.Runtime.Counters.Sent);
        }

        TraceNode node = (await _recording.TreeAsync())["outlives"];
        Assert.Equal(60, node.End - node.Start);
        Assert.Equal(1, node.Annotations!["number"]!.GetValue<int>());
        Assert.Null(node.Metadata);
    }

    [Fact]
    public async Task WhatOutlivesAStreamedSubsegmentEndsWithTheSegment()
    {
        using (await BeginStreamingAsync())
        {
            Traced("streamed", () => AutoTracer.BeginSubsegment("left open"));
            _clock.Advance(TimeSpan.FromSeconds(2));
        }

        TraceTree tree = await _recording.TreeAsync();
        Assert.Equal(0, tree["streamed"].End - tree["streamed"].Start);
        Assert.Equal(2, tree["left open"].End - tree["left open"].Start);
    }

    [Fact]
    public async Task AUserNamedInAStreamedSubsegmentIsTheSegments()
    {
        using (await BeginStreamingAsync())
        {
            Traced("streamed", () => Traced("deep", () => AutoTracer.Current.SetUser("ada")));
        }

        SegmentDocument segment = (await _recording.DocumentsAsync())[^1];
        Assert.Equal(("segment", "ada"), (segment.Name, segment.Json.GetProperty("user").GetString()));
    }

    [Fact]
    public async Task AShortStreamedCallIsLeftOutUnlessSomethingLiesBelowIt()
    {
        using (await BeginStreamingAsync())
        {
            Traced(Quick("left out"), () => { });
            Traced(Quick("long enough"), () => _clock.Advance(TimeSpan.FromMilliseconds(5)));
            Traced(Quick("around"), () => Traced("below", () => { }));
        }

        TraceTree tree = await _recording.TreeAsync();
        Assert.Equal(
            ["filler", "filler", "around", "below", "long enough", "segment"],
            tree.Nodes.Select(node => node.Name).OrderBy(name => name != "filler").ThenBy(name => name));
        TraceCounters counters = _recording.Runtime.Counters;
        Assert.Equal((7, 6, 1, 0), (counters.Produced, counters.Sent, counters.NotKept, counters.Dropped));
    }

    [Fact]
    public async Task AShortCallWithStreamedOnesBelowItStays()
    {
        using (_recording.BeginSegment())
        {
            await BecomeLongAsync();
            Traced(Quick("held"), () =>
            {
                Traced("filler", () => { });
                Traced("streamed", () => { });
            });
        }

        Assert.Equal(
            "segment [segment]\n  held\n    filler\n    streamed", (await _recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task WhatStartsBelowAShortStreamedCallThatIsLeftOutLiesBelowItsParent()
    {
        using (await BeginStreamingAsync())
        {
            CapturedContext late = default;
            Traced(Quick("left out"), () => late = AutoTracer.Capture());
            await _recording.Runtime.FlushAsync(Eventually.Deadline);
            using (AutoTracer.Use(late))
            {
                Traced("late", () => { });
            }
        }

        TraceTree tree = await _recording.TreeAsync();
        Assert.Equal("segment", Assert.Single(tree.Roots).Name);
        Assert.Equal(tree["segment"].Id, tree["late"].ParentId);
    }

    public void Dispose() => _recording.Dispose();

    private static Callsite Quick(string name) =>
        new(System.Text.Encoding.UTF8.GetBytes(name)) { MinimumMilliseconds = 5 };

    private async Task BecomeLongAsync()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _recording.Runtime.FlushAsync(Eventually.Deadline);
    }

    // Not async: what an async method makes current does not reach its caller.
    private Task<TraceScope> BeginStreamingAsync()
    {
        TraceScope scope = _recording.BeginSegment();
        Traced("filler", () => { });
        Traced("filler", () => { });
        return ThenAsync();

        async Task<TraceScope> ThenAsync()
        {
            await BecomeLongAsync();
            return scope;
        }
    }
}
