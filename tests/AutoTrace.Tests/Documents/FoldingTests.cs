using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Documents;

/// <summary>A segment that X-Ray would cut is folded instead, and says so.</summary>
public sealed class FoldingTests
{
    [Fact]
    public async Task LikeSiblingsOfALargeSegmentBecomeOneWithCountTotalAndMaximum()
    {
        ManualTimeProvider clock = new();
        using Recording recording = new(options => options.TimeProvider = clock);
        using (recording.BeginSegment("large"))
        {
            for (int i = 0; i < 5000; i++)
            {
                Traced("Rows.Read", () => clock.Advance(TimeSpan.FromMilliseconds(i == 17 ? 5 : 1)));
            }

            Traced("Rows.Write", () => { });
        }

        TraceNode segment = (await recording.TreeAsync())["large"];
        Assert.Equal(["Rows.Read", "Rows.Write"], segment.Children.Select(child => child.Name));
        Assert.Equal(
            """{"autotrace":{"folded":{"count":5000,"total":5.004000,"maximum":0.005000}}}""",
            segment.Children[0].Metadata!.ToJsonString());
        Assert.Equal(5.004, segment.Children[0].End!.Value - segment.Children[0].Start, precision: 5);
        Assert.Equal(
            new TraceCounters { Produced = 5002, Sent = 5002, Folded = 4999 }, recording.Runtime.Counters);
    }

    [Fact]
    public async Task WhatLiesBelowThemIsFoldedAlong()
    {
        using Recording recording = new();
        using (recording.BeginSegment("large"))
        {
            for (int i = 0; i < 3000; i++)
            {
                Traced("outer", () => Traced("inner", () => { }));
            }
        }

        TraceNode outer = Assert.Single((await recording.TreeAsync())["large"].Children);
        TraceNode inner = Assert.Single(outer.Children);
        Assert.Equal(3000, (int)inner.Metadata!["autotrace"]!["folded"]!["count"]!);
    }

    [Fact]
    public async Task CallsThatFailedOrAreAnnotatedStayWithEverythingAroundThem()
    {
        using Recording recording = new();
        using (recording.BeginSegment("large"))
        {
            for (int i = 0; i < 4000; i++)
            {
                try
                {
                    Traced("outer", () => Traced("inner", () =>
                    {
                        if (i == 100)
                        {
                            throw new InvalidOperationException("no");
                        }

                        if (i == 200)
                        {
                            AutoTracer.Current.Annotate("row", i);
                        }
                    }));
                }
                catch (InvalidOperationException)
                {
                }
            }
        }

        TraceNode segment = (await recording.TreeAsync())["large"];
        Assert.Equal(3, segment.Children.Count);
        Assert.Equal(3998, (int)segment.Children[0].Metadata!["autotrace"]!["folded"]!["count"]!);
        Assert.True(Assert.Single(segment.Children[1].Children).Fault);
        Assert.Equal(200, (int)Assert.Single(segment.Children[2].Children).Annotations!["row"]!);
    }

    [Fact]
    public async Task FewSiblingsStayWhereFoldingTheManyIsEnough()
    {
        using Recording recording = new();
        using (recording.BeginSegment("large"))
        {
            for (int i = 0; i < 5000; i++)
            {
                Traced(i % 1000 == 0 ? "few" : "many", () => { });
            }
        }

        TraceNode segment = (await recording.TreeAsync())["large"];
        Assert.Equal(5, segment.Children.Count(child => child.Name == "few"));
        Assert.Single(segment.Children, child => child.Name == "many");
    }

    [Fact]
    public async Task ASegmentThatFitsIsNotFolded()
    {
        using Recording recording = new();
        using (recording.BeginSegment("fits"))
        {
            for (int i = 0; i < 2500; i++)
            {
                Traced("x", () => { });
            }
        }

        Assert.Equal(2500, (await recording.TreeAsync())["fits"].Children.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatFoldingMakesNoSmallerIsSentWhole(bool isNested)
    {
        using Recording recording = new(options => options.QueueBytes = 1 << 28);
        using (TraceScope segment = recording.BeginSegment("large"))
        {
            // Annotated, or each the only child of the one before.
            List<TraceScope> open = [];
            for (int i = 0; i < 5000; i++)
            {
                open.Add(AutoTracer.BeginSubsegment("call"));
                if (!isNested)
                {
                    open[^1].Span.Annotate("row", i);
                    open[^1].Dispose();
                }
            }

            open.Reverse();
            open.ForEach(scope => scope.Dispose());
        }

        IReadOnlyList<SegmentDocument> documents = await recording.DocumentsAsync();
        Assert.Equal(5001, TraceTree.Of(documents).Nodes.Count());
        TraceCounters counters = recording.Runtime.Counters;
        Assert.Equal((5001, 5001, 0), (counters.Produced, counters.Sent, counters.Folded));
    }

    [Fact]
    public void WhateverTheShapeEveryCallIsInTheCountsAndWhatIsNotPlainIsItself() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count / 1000).WithStartSize(1).WithEndSize(100),
            Prop.ForAll(Arb.From(Shapes), shape =>
            {
                // The last spans are so large that all else is folded as far as it can be.
                SplitSegment split = new([.. shape, .. Enumerable.Repeat((shape.Count, 60_000), 8)], 65_477, false, nameCount: 3);
                DocumentRules.AssertValid(split.Exporter.Documents);
                TraceTree tree = TraceTree.Of(split.Exporter.Documents);
                Assert.Single(tree.Roots);
                Assert.Equal(split.Spans.Count(), split.Exporter.Records.Sum());
                Assert.Equal(split.Spans.Count(), tree.Nodes.Sum(Count));

                Dictionary<string, string?> emitted = tree.Nodes.ToDictionary(node => node.Id, node => node.ParentId);
                foreach ((string id, string? parentId) in split.SpansWithDetails)
                {
                    Assert.Equal(parentId, emitted[id]);
                }
            }));

    private static int Count(TraceNode node) => (int?)Folded(node)?["count"] ?? 1;

    private static JsonNode? Folded(TraceNode node) => node.Metadata?["autotrace"]?["folded"];

    private static Gen<List<(int Distance, int Bytes)>> Shapes =>
        from shape in (
            from distance in Gen.Choose(1, 6)
            from bytes in Gen.Elements(0, 0, 0, 0, 0, 0, 0, 20)
            select (distance, bytes)).NonEmptyListOf()
        select shape.ToList();
}
