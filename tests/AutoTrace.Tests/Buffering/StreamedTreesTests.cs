using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AutoTrace.Tests.Buffering;

/// <summary>
/// Whatever the shape of a segment, and whenever it begins to stream: its documents say together what a list of who was
/// opened below whom says, each span once.
/// </summary>
public sealed class StreamedTreesTests
{
    private enum Act
    {
        Open,
        End,
        Annotate,
        Pass,
    }

    [Fact]
    public void EverySpanIsSentOnceBelowTheOneThatItWasOpenedBelow() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count / 500).WithStartSize(1).WithEndSize(120),
        Prop.ForAll(Arb.From(Stories), story => Play(story).GetAwaiter().GetResult()));

    private static Gen<Story> Stories =>
        from threshold in Gen.Choose(1, 20)
        from steps in Steps.NonEmptyListOf()
        select new Story(threshold, [.. steps]);

    private static Gen<(Act Act, int Whom)> Steps =>
        from toss in Gen.Choose(0, 99)
        from whom in Gen.Choose(0, 1000)
        select (toss < 50 ? Act.Open : toss < 80 ? Act.End : toss < 95 ? Act.Annotate : Act.Pass, whom);

    private static async Task Play(Story story)
    {
        ManualTimeProvider clock = new();
        using Recording recording = new(options =>
            (options.TimeProvider, options.StreamingThreshold) = (clock, story.Threshold));
        recording.WaitForStart();
        List<Span> spans = [Open("0", () => recording.BeginSegment("0"), parent: null)];
        foreach ((Act act, int whom) in story.Steps)
        {
            // One of those that there are, ended or not; the segment ends at the end.
            Span span = spans[whom % spans.Count];
            switch (act)
            {
                case Act.Open:
                    string name = spans.Count.ToString(CultureInfo.InvariantCulture);
                    spans.Add(Open(name, () => AutoTracer.BeginSubsegment(name), span));
                    break;
                case Act.End when span.Parent is not null:
                    End(span);
                    break;
                case Act.Annotate:
                    span.Annotated |= span.Scope.Span.IsRecording;
                    span.Scope.Span.Annotate("of", span.Name);
                    break;
                case Act.Pass:
                    clock.Advance(TimeSpan.FromSeconds(10));
                    await recording.Runtime.FlushAsync(Eventually.Deadline);
                    break;
            }
        }

        // Those that are still open end with the segment, or after it where the segment has lost sight of them.
        spans.ForEach(End);
        TraceTree tree = await recording.TreeAsync();
        Dictionary<string, string> names = tree.Nodes.ToDictionary(node => node.Id, node => node.Name);

        Assert.Equal(
            spans.Select(span => (span.Name, span.Parent?.Name, Annotation: span.Annotated ? span.Name : null)).Order(),
            tree.Nodes.Select(node => (
                node.Name,
                node.ParentId is null ? null : names[node.ParentId],
                Annotation: node.Annotations?["of"]!.GetValue<string>())).Order());
        Assert.All(tree.Nodes, node => Assert.False(node.InProgress));
        TraceCounters counters = recording.Runtime.Counters;
        Assert.Equal((spans.Count, spans.Count), (counters.Produced, counters.Sent));
    }

    private static Span Open(string name, Func<TraceScope> open, Span? parent)
    {
        Span? opened = null;
        InFlowOf(parent, () => opened = new Span(name, open(), AutoTracer.Capture(), parent));
        return opened!;
    }

    private static void End(Span span) => InFlowOf(span, () => span.Scope.Dispose());

    private static void InFlowOf(Span? span, Action act) => ExecutionContext.Run(
        ExecutionContext.Capture()!,
        _ =>
        {
            using (AutoTracer.Use(span?.Context ?? default))
            {
                act();
            }
        },
        state: null);

    private sealed class Span(string name, TraceScope scope, CapturedContext context, Span? parent)
    {
        public string Name => name;

        public TraceScope Scope => scope;

        public CapturedContext Context => context;

        public Span? Parent => parent;

        public bool Annotated { get; set; }
    }

    private sealed record Story(int Threshold, (Act Act, int Whom)[] Steps)
    {
        public override string ToString() => $"threshold {Threshold}: {string.Join(' ', Steps)}";
    }
}
