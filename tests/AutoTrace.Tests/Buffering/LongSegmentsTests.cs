using System.Runtime.CompilerServices;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Buffering;

/// <summary>Segments that are open for long: X-Ray is told of them before they end.</summary>
public sealed class LongSegmentsTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new();
    private readonly Recording _recording;

    public LongSegmentsTests()
    {
        _recording = new(options => options.TimeProvider = _clock);
        _recording.WaitForStart();
    }

    [Fact]
    public async Task ALongSegmentIsInProgressOnceAndThenComplete()
    {
        TraceScope scope = _recording.BeginSegment("long");
        Traced("call", () => { });
        _clock.Advance(s_limit - TimeSpan.FromTicks(1));
        Assert.Empty(await _recording.DocumentsAsync());

        _clock.Advance(TimeSpan.FromTicks(1));
        SegmentDocument copy = Assert.Single(await _recording.DocumentsAsync());
        Assert.True(copy.InProgress);
        Assert.Equal((scope.Span.Id.ToString(), "long", false), (copy.Id, copy.Name, copy.IsSubsegment));

        _clock.Advance(10 * s_limit);
        Assert.Single(await _recording.DocumentsAsync());

        scope.Dispose();
        IReadOnlyList<SegmentDocument> documents = await _recording.DocumentsAsync();
        Assert.Equal([true, false], documents.Select(document => document.InProgress));
        Assert.Equal("long [segment]\n  call", TraceTree.Of(documents).Render());
        Assert.Equal(new TraceCounters { Produced = 2, Sent = 2 }, _recording.Runtime.Counters);
    }

    [Fact]
    public async Task TheCopySaysWhatIsKnownOfTheSegmentSoFar()
    {
        using TraceScope scope = _recording.BeginSegment();
        scope.Span.SetHttpRequest("GET", "https://shop.example/orders");
        scope.Span.SetUser("ada");
        scope.Span.Annotate("tenant", "first");
        scope.Span.Annotate("tenant", "blue");
        Traced("call", () => AutoTracer.Current.Annotate("of", "the call"));
        scope.Span.MarkError();
        _clock.Advance(s_limit);

        TraceNode copy = (await _recording.TreeAsync())["segment"];
        Assert.True(copy.InProgress);
        Assert.True(copy.Error);
        Assert.Equal("""{"tenant":"blue"}""", copy.Annotations!.ToJsonString());
        SegmentDocument document = Assert.Single(await _recording.DocumentsAsync());
        Assert.Equal("ada", document.Json.GetProperty("user").GetString());
        Assert.Equal(
            "https://shop.example/orders",
            document.Json.GetProperty("http").GetProperty("request").GetProperty("url").GetString());

        // What was told is still the segment's.
        scope.Dispose();
        Assert.Equal("""{"tenant":"blue"}""", (await _recording.TreeAsync())["segment"].Annotations!.ToJsonString());
        Assert.Equal("""{"of":"the call"}""", (await _recording.TreeAsync())["call"].Annotations!.ToJsonString());
    }

    [Fact]
    public async Task ALateSubsegmentThatStaysOpenIsInProgressToo()
    {
        TraceScope scope = _recording.BeginSegment();
        CapturedContext context = AutoTracer.Capture();
        scope.Dispose();
        using (AutoTracer.Use(context))
        {
            using TraceScope late = AutoTracer.BeginSubsegment("late");
            _clock.Advance(s_limit + s_limit);
            await _recording.Runtime.FlushAsync(Eventually.Deadline);
        }

        Assert.Equal(
            [("segment", false), ("late", true), ("late", false)],
            (await _recording.DocumentsAsync()).Select(document => (document.Name!, document.InProgress)));
    }

    [Fact]
    public async Task ASegmentThatSamplingLeftOutTellsNothingBeforeItsEnd()
    {
        TraceHeader header = new() { Root = TraceId.New(_clock.GetUtcNow()), Sampled = SamplingDecision.NotSampled };
        using (_recording.Runtime.BeginSegment("held", new SegmentOptions { Header = header }))
        {
            AutoTracer.Current.MarkFault();
            for (int i = 0; i < 200; i++)
            {
                Traced("call", () => _clock.Advance(s_limit));
            }

            Assert.Empty(await _recording.DocumentsAsync());
        }

        // Its end has told that it is worth keeping.
        Assert.False(Assert.Single(await _recording.DocumentsAsync()).InProgress);
    }

    [Fact]
    public async Task ZeroTurnsItOff()
    {
        using Recording recording = new(o => (o.TimeProvider, o.InProgressAfter) = (_clock, TimeSpan.Zero));
        recording.WaitForStart();
        using (recording.BeginSegment())
        {
            _clock.Advance(TimeSpan.FromDays(2));
            Assert.Empty(await recording.DocumentsAsync());
        }
    }

    [Fact]
    public async Task ASegmentThatNobodyEndsIsNotKeptAlive()
    {
        WeakReference forgotten = Forget();
        _clock.Advance(s_limit);
        await _recording.Runtime.FlushAsync(Eventually.Deadline);

        await Eventually.TrueAsync(() =>
        {
            GC.Collect();
            return !forgotten.IsAlive;
        });

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Forget()
        {
            object state = new();
            ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
            {
                _recording.BeginSegment().Span.AddException(new InvalidOperationException { Data = { ["state"] = state } });
            }, null);
            return new WeakReference(state);
        }
    }

    [Fact]
    public void NobodyLooksForThemAfterTheStop()
    {
        _recording.Runtime.Dispose();
        Assert.Equal(0, _clock.TimersSet);
    }

    public void Dispose() => _recording.Dispose();
}
