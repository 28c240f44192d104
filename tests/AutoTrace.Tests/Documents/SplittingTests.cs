using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AutoTrace.Tests.Documents;

/// <summary>Whatever the shape of a segment: nothing is lost or told twice, and X-Ray takes every document.</summary>
public sealed class SplittingTests
{
    // ,"subsegments":[…]
    private const int List = 17;

    // The largest document over UDP, and small ones so that small trees are split too.
    private static readonly int[] s_limits = [1024, 1100, 1500, 2048, 4096, 65_477];

    private static readonly int[] s_bytes = [0, 0, 0, 50, 200, 3000, 20_000, 65_000, 70_000];

    [Fact]
    public void EverySpanIsInOneDocumentUnderItsParent() => Check(split =>
    {
        TraceTree tree = TraceTree.Of(split.Exporter.Documents);
        string root = Assert.Single(tree.Roots).Id;

        Assert.Equal(split.Spans.Order(), tree.Nodes.Select(n => (n.Id, n.Id == root ? null : n.ParentId)).Order());
        Assert.Equal(split.Spans.Count(), split.Exporter.Documents.Sum(document => Ids(document.Json).Count()));
    });

    [Fact]
    public void EveryDocumentKeepsTheRules() => Check(split => DocumentRules.AssertValid(split.Exporter.Documents));

    [Fact]
    public void NoDocumentIsLargerThanTheLimit() =>
        Check((split, limit) => Assert.All(split.Exporter.Documents, d => Assert.InRange(d.Bytes.Length, 1, limit)));

    [Fact]
    public void NoDocumentNestsDeeperThan25Levels() =>
        Check(split => Assert.All(split.Exporter.Documents, document => Assert.InRange(Depth(document.Json), 1, 25)));

    [Fact]
    public void RecordsAreCountedInTheDocumentThatHoldsThem() => Check(split =>
        Assert.Equal(split.Exporter.Documents.Select(document => Ids(document.Json).Count()), split.Exporter.Records));

    [Fact]
    public void SpanLeavesItsParentsDocumentOnlyWhenTheyDoNotFitTogether() => Check((split, limit) =>
    {
        if (split.Depth > 25)
        {
            return;
        }

        foreach (SegmentDocument child in split.Exporter.Documents.Skip(1))
        {
            SegmentDocument parent = split.Exporter.Documents.Single(d => Ids(d.Json).Contains(child.ParentId));
            int together = parent.Bytes.Length + List + child.Bytes.Length - SpanSizes.IndependentFields;
            Assert.InRange(together, limit + 1, int.MaxValue);
        }
    });

    [Fact]
    public void NoOtherSplitHasFewerDocuments() => Check(
        (split, limit) => Assert.Equal(FewestDocuments(new SpanSizes(split), limit), split.Exporter.Documents.Count),
        Spans(depth: 50).NonEmptyListOf().Resize(9),
        Gen.Elements(s_limits[..4]));

    /// <summary>By trying all: each span but the first is in its parent's document, or starts one.</summary>
    private static int FewestDocuments(SpanSizes spans, int limit) =>
        Enumerable.Range(0, 1 << (spans.Count - 1))
            .Where(starts => spans.DocumentsOf(starts).All(bytes => bytes <= limit))
            .Min(starts => 1 + int.PopCount(starts));

    private static void Check(Action<SplitSegment> property) => Check((split, _) => property(split));

    private static void Check(Action<SplitSegment, int> property) => Check(
        property,
        Gen.Elements(0, 50, 95, 100).SelectMany(depth => Spans(depth).NonEmptyListOf()),
        Gen.Elements(s_limits));

    private static void Check(
        Action<SplitSegment, int> property, Gen<List<(int Distance, int Bytes)>> spans, Gen<int> limits) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count / 500).WithStartSize(1).WithEndSize(150),
            Prop.ForAll(
                Arb.From(Shapes(spans, limits), Smaller),
                shape => property(new SplitSegment(shape.Spans, shape.Limit, shape.IsSubsegment), shape.Limit)));

    private static Gen<Shape> Shapes(Gen<List<(int Distance, int Bytes)>> lists, Gen<int> limits) =>
        from spans in lists
        from limit in limits
        from isSubsegment in Gen.Elements(false, true)
        select new Shape([.. spans], limit, isSubsegment);

    // So many of a hundred spans lie in the one before them.
    private static Gen<(int Distance, int Bytes)> Spans(int depth) =>
        from toss in Gen.Choose(0, 99)
        from ancestor in Gen.Choose(0, 1000)
        from bytes in Gen.OneOf(Gen.Elements(s_bytes), Gen.Choose(0, 1200))
        select (toss < depth ? 1 : 1 + ancestor, bytes);

    private static IEnumerable<Shape> Smaller(Shape shape) =>
    [
        .. Enumerable.Range(1, shape.Spans.Length - 1).Select(count => shape with { Spans = shape.Spans[..count] }),
        .. shape.Spans.Index().Where(span => span.Item.Bytes > 0)
            .Select(span => shape with { Spans = WithoutMetadata(shape.Spans, span.Index) }),
    ];

    private static (int Distance, int Bytes)[] WithoutMetadata((int Distance, int Bytes)[] spans, int index) =>
        [.. spans[..index], (spans[index].Distance, 0), .. spans[(index + 1)..]];

    private static IEnumerable<string> Ids(JsonElement span) =>
        span.Items("subsegments").SelectMany(Ids).Prepend(span.Text("id")!);

    private static int Depth(JsonElement span) => 1 + span.Items("subsegments").Select(Depth).DefaultIfEmpty().Max();

    private sealed record Shape((int Distance, int Bytes)[] Spans, int Limit, bool IsSubsegment)
    {
        public override string ToString() => $"limit {Limit}, subsegment {IsSubsegment}: {string.Join(' ', Spans)}";
    }
}
