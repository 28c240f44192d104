using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Daemon.Query;

namespace AutoTrace.Daemon.Tests.Query;

public sealed class TraceAssemblyTests
{
    [Fact]
    public void IndependentSubsegmentsHangUnderTheirParents()
    {
        Trace trace = Some.Trace(
            Some.Independent("inner", 3, parent: 2, at: 0.02),
            Some.Independent("outer", 2, parent: 1, at: 0.01),
            Some.Segment("orders", 1).Around(Some.Subsegment("embedded", 4, at: 0.03)));

        TraceNode top = Assert.Single(trace.Tops);
        Assert.Equal(["outer", "embedded"], top.Children.Select(c => c.Entity.Name));
        Assert.Equal("inner", Assert.Single(top.Children[0].Children).Entity.Name);
        Assert.False(trace.IsPartial);
    }

    [Fact]
    public void AnOrphanIsKeptUntilItsParentComes()
    {
        JsonObject orphan = Some.Independent("step", 2, parent: 1);

        Trace alone = Some.Trace(orphan);
        Assert.Equal("step", Assert.Single(alone.Tops).Entity.Name);
        Assert.True(alone.IsPartial);
        Assert.Null(alone.Entry);

        Trace whole = Some.Trace((JsonObject)orphan.DeepClone(), Some.Segment("orders", 1));
        Assert.Equal("orders", Assert.Single(whole.Tops).Entity.Name);
        Assert.False(whole.IsPartial);
    }

    [Fact]
    public void TheCompleteCopyReplacesTheOneEmbeddedInProgress()
    {
        Trace trace = Some.Trace(
            Some.Segment("orders", 1).Around(Some.Subsegment("step", 2, lasts: null)),
            Some.Independent("step", 2, parent: 1, lasts: 0.5));

        TraceNode step = Assert.Single(Assert.Single(trace.Tops).Children);
        Assert.Equal(500_000, step.Entity.Microseconds);
        Assert.False(trace.IsPartial);
    }

    [Fact]
    public void SubsegmentsInACircleAreShownFlat()
    {
        Trace trace = Some.Trace(Some.Independent("a", 1, parent: 2), Some.Independent("b", 2, parent: 1));

        Assert.Equal(["a", "b"], trace.Tops.Select(t => t.Entity.Name));
        Assert.All(trace.Tops, t => Assert.Empty(t.Children));
    }

    [Fact]
    public void ASegmentThatIsItsOwnParentIsShown()
    {
        Trace trace = Some.Trace(Some.Segment("a", 1, caller: 1));

        Assert.Equal("a", Assert.Single(trace.Tops).Entity.Name);
        Assert.NotEmpty(GraphText.Of(trace));
    }

    [Fact]
    public void AChainOfAHundredThousandSubsegmentsCostsNoStack()
    {
        JsonObject[] chain =
        [
            Some.Segment("orders", 1),
            .. Enumerable.Range(2, 100_000).Select(i => Some.Independent("step", (ulong)i, parent: (ulong)i - 1)),
        ];

        Trace trace = Some.Trace(chain);

        Utf8JsonReader merged = new(
            System.Text.Encoding.UTF8.GetBytes(MergedText(trace.Tops[0])),
            new JsonReaderOptions { MaxDepth = int.MaxValue });
        int deepest = 0;
        while (merged.Read())
        {
            deepest = Math.Max(deepest, merged.CurrentDepth);
        }

        // The segment's own members at depth 1, and two levels for each subsegment within the last.
        Assert.Equal(1 + (2 * (chain.Length - 1)), deepest);
    }

    [Fact]
    public void AMergedDocumentKeepsTheBytesOfWhatDidNotChange()
    {
        JsonObject segment = Some.Segment("orders", 1).Around(Some.Subsegment("step", 2));
        Trace untouched = Some.Trace(segment);
        Assert.Equal(segment.ToJsonString(), MergedText(untouched.Tops[0]));

        Trace merged = Some.Trace(
            (JsonObject)segment.DeepClone(),
            Some.Independent("late", 3, parent: 2, at: 0.01),
            Some.Independent("last", 4, parent: 1, at: 0.02));
        JsonObject expected = Some.Segment("orders", 1).Around(
            Some.Subsegment("step", 2).Around(Some.Independent("late", 3, parent: 2, at: 0.01)),
            Some.Independent("last", 4, parent: 1, at: 0.02));
        Assert.Equal(expected.ToJsonString(), MergedText(merged.Tops[0]));
    }

    [Fact]
    public void AMergedDocumentShowsWhatCameAloneTwoLevelsDown()
    {
        Trace trace = Some.Trace(
            Some.Segment("orders", 1).Around(Some.Subsegment("step", 2)), Some.Independent("late", 3, parent: 2));

        JsonObject expected = Some.Segment("orders", 1)
            .Around(Some.Subsegment("step", 2).Around(Some.Independent("late", 3, parent: 2)));
        Assert.Equal(expected.ToJsonString(), MergedText(trace.Tops[0]));
    }

    [Fact]
    public void AMergedDocumentShowsTheCompleteCopyInPlaceOfTheOneInProgress()
    {
        JsonObject complete = Some.Independent("step", 2, parent: 1);
        Trace trace = Some.Trace(
            Some.Segment("orders", 1).Around(Some.Subsegment("step", 2, lasts: null)), (JsonObject)complete.DeepClone());

        Assert.Equal(Some.Segment("orders", 1).Around(complete).ToJsonString(), MergedText(trace.Tops[0]));
    }

    [Fact]
    public void TheEntryIsTheFirstSegmentThatNobodyCalled()
    {
        Trace trace = Some.Trace(
            Some.Segment("called", 1, caller: 9, at: 0),
            Some.Segment("root", 2, at: 0.2),
            Some.Segment("later", 3, at: 0.3));

        Assert.Equal("root", trace.Entry!.Entity.Name);
        Assert.Equal(Some.Start, trace.StartTime);
        Assert.Equal(400_000, trace.Microseconds);
    }

    [Fact]
    public void WithoutARootTheEntryIsTheFirstSegmentWhoseCallerIsElsewhere()
    {
        Trace trace = Some.Trace(
            Some.Segment("inner", 3, caller: 2, at: 0),
            Some.Segment("outer", 1, caller: 99, at: 0.1).Around(Some.Subsegment("inner", 2, "remote")));

        Assert.Equal("outer", trace.Entry!.Entity.Name);
    }

    private static string MergedText(TraceNode top)
    {
        System.Buffers.ArrayBufferWriter<byte> text = new();
        MergedDocument.Write(top, text);
        return System.Text.Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
