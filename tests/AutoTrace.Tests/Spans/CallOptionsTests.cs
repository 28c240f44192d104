using AutoTrace.CompilerServices;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Spans;

/// <summary>What a traced method's attribute may say: level, namespace, a segment of its own.</summary>
[Collection(ProcessWide.Name)]
public sealed class CallOptionsTests
{
    private static readonly Callsite s_verbose = new("verbose"u8) { Level = TracedLevel.Verbose };
    private static readonly Callsite s_normal = new("normal"u8);
    private static readonly Callsite s_essential = new("essential"u8) { Level = TracedLevel.Essential };
    private static readonly Callsite s_job = new("job"u8) { NewSegment = true };

    [Theory]
    [InlineData(TracedLevel.Verbose, "verbose\n    normal\n      essential\n        hand")]
    [InlineData(TracedLevel.Normal, "normal\n    essential\n      hand")]
    [InlineData(TracedLevel.Essential, "essential\n    hand")]
    public async Task CallsBelowTheMinimumLevelAreNotRecordedAndTheirChildrenAre(TracedLevel minimum, string expected)
    {
        using Recording recording = new(options => options.MinimumLevel = minimum);
        using (recording.BeginSegment())
        {
            Traced(s_verbose, () => Traced(s_normal, () => Traced(s_essential, () =>
                AutoTracer.BeginSubsegment("hand").Dispose())));
        }

        Assert.Equal("segment [segment]\n  " + expected, (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task TheNamespaceIsWritten()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Traced(new Callsite("bank"u8) { Namespace = SubsegmentNamespace.Remote }, () => { });
            Traced(new Callsite("DynamoDB"u8) { Namespace = SubsegmentNamespace.Aws }, () => { });
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal("remote", tree["bank"].Namespace);
        Assert.Equal("aws", tree["DynamoDB"].Namespace);
    }

    [Fact]
    public async Task ACallWithASegmentOfItsOwnBeginsATraceWhereThereIsNone()
    {
        using Recording recording = new();
        await TracedAsync(s_job, async () =>
        {
            await Task.Yield();
            Traced("step", () => { });
        });
        Traced(s_job, () => { });

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal("job [segment]\n  step\njob [segment]", tree.Render());
        Assert.Equal(2, (await recording.DocumentsAsync()).Select(document => document.TraceId).Distinct().Count());
        Assert.Equal(0, recording.Runtime.Counters.CallsWithoutSegment);
    }

    [Fact]
    public async Task ACallWithASegmentOfItsOwnStaysInTheTraceThatItIsMadeIn()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            // Short, but the other segment names it as its parent.
            Traced(new Callsite("short"u8) { MinimumMilliseconds = 60_000 }, () => Traced(s_job, () => { }));
        }

        Assert.Equal("segment [segment]\n  short\n    job [segment]", (await recording.TreeAsync()).Render());
    }

    [Fact]
    public async Task ASegmentOfItsOwnFollowsTheDecisionAboutItsTraceAndIsCounted()
    {
        using Recording recording = new(options => options.TailKeep = false);
        SegmentOptions unsampled = new()
        {
            Header = new() { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.NotSampled },
        };
        using (recording.Runtime.BeginSegment("segment", unsampled))
        {
            Traced(s_job, () => { });
            await TracedAsync(s_job, async () => await Task.Yield());
            Assert.Throws<InvalidOperationException>(() => Traced(s_job, () => throw new InvalidOperationException()));
            Action begin = () => _ = TracedAsync(s_job, () => throw new InvalidOperationException());
            Assert.Throws<InvalidOperationException>(begin);
        }

        Assert.Empty(await recording.DocumentsAsync());
        Assert.Equal((5, 5), (recording.Runtime.Counters.Produced, recording.Runtime.Counters.NotKept));
    }

    [Fact]
    public async Task NothingIsOpenedInASuppressedFlow()
    {
        using Recording recording = new();
        using (AutoTracer.Suppress())
        {
            Traced(s_job, () => Traced("step", () => { }));
        }

        Assert.Empty(await recording.DocumentsAsync());
    }
}
