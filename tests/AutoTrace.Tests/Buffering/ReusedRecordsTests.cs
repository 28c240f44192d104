using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Buffering;

/// <summary>
/// Records are lent to one segment after the other: whoever holds on to one never meets somebody else's span in it.
/// </summary>
[Collection(ProcessWide.Name)]
[Trait("Category", "Concurrency")]
public sealed class ReusedRecordsTests
{
    [Fact]
    public async Task AHandleOfAnEarlierSegmentChangesNothingInALaterOne()
    {
        using Recording recording = new();
        List<TraceSpan> spans = [];
        List<TraceScope> scopes = [];
        await FinishAsync(recording, spans, scopes);
        await FinishAsync(recording, [], [], during: () =>
        {
            foreach (TraceSpan span in spans)
            {
                span.Annotate("stale", true);
                span.MarkFault();
                span.AddException(new InvalidOperationException());
                Assert.False(span.IsRecording);
            }

            foreach (TraceScope scope in scopes)
            {
                scope.Dispose();
            }
        });

        TraceTree tree = await recording.TreeAsync();
        Assert.All(tree.Nodes, node =>
        {
            Assert.Null(node.Annotations);
            Assert.Null(node.Metadata);
            Assert.False(node.Fault);
        });
        IEnumerable<SegmentId> ids = spans.Select(span => span.Id).Concat(scopes.Select(scope => scope.Span.Id));
        Assert.Equal(spans.Count + scopes.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task ASpanThatIsStillOpenKeepsItsRecord()
    {
        using Recording recording = new();
        TaskCompletionSource pending = new();
        using (recording.BeginSegment("first"))
        {
            _ = TracedAsync("pending", () => pending.Task);
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        await FinishAsync(recording, [], [], during: pending.SetResult);

        TraceTree tree = await recording.TreeAsync();
        Assert.All(tree.Nodes.Where(node => node.Name != "pending"), node => Assert.Null(node.Metadata));
    }

    [Fact]
    public async Task ABodyThatRunsWhileItsSegmentIsReadKeepsItsRecord()
    {
        using Recording recording = new();
        TraceScope segment = recording.BeginSegment("first");
        Proven("body", () =>
        {
            Traced("outlives", () =>
            {
                segment.Dispose();
                Task.Run(() => FinishAsync(recording, [], [])).Wait();
            });
            Proven("late", () => { });
        });

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(tree["body"].Id, tree["late"].ParentId);
    }

    [Fact]
    public async Task FlowsThatOutliveTheirSegmentsNeverReachThoseThatComeAfter()
    {
        using Recording recording = new(options => (options.QueueCapacity, options.QueueBytes) = (1 << 14, 1 << 28));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(flow => Task.Run(async () =>
        {
            List<Task> late = [];
            for (int i = 0; i < 300; i++)
            {
                string name = $"s{flow}.{i}";
                using (recording.BeginSegment(name))
                {
                    for (int j = 0; j < 20; j++)
                    {
                        Proven($"{name}.p", () => { });
                    }

                    late.Add(TracedAsync($"{name}.t", async () =>
                    {
                        await Task.Yield();
                        Proven($"{name}.l", () => AutoTracer.Current.Annotate("of", name));
                    }));
                }
            }

            await Task.WhenAll(late);
        })));

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(4 * 300 * 23, recording.Runtime.Counters.Sent);
        Dictionary<string, string> names = tree.Nodes.ToDictionary(node => node.Id, node => node.Name);
        Assert.Equal(4 * 300 * 23, names.Count);
        Assert.All(tree.Nodes, node =>
        {
            string segment = SegmentOf(node.Name);
            Assert.Equal(segment, node.ParentId is null ? segment : SegmentOf(names[node.ParentId]));
            Assert.Equal(segment, node.Annotations?["of"] is null ? segment : (string?)node.Annotations["of"]);
        });

        static string SegmentOf(string name) => string.Join('.', name.Split('.').Take(2));
    }

    /// <summary>A segment with more than a chunk of spans, read to its end by the worker.</summary>
    private static async Task FinishAsync(
        Recording recording, List<TraceSpan> spans, List<TraceScope> scopes, Action? during = null)
    {
        using (TraceScope segment = recording.BeginSegment())
        {
            scopes.Add(segment);
            for (int i = 0; i < 40; i++)
            {
                Action? inside = i == 20 ? during : null;
                Traced("call", () =>
                {
                    spans.Add(AutoTracer.Current);
                    inside?.Invoke();
                });
            }
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
    }
}
