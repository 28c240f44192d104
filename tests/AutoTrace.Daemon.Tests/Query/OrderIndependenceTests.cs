using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;
using AutoTrace.Daemon.Store;
using AutoTrace.Daemon.Web;
using AutoTrace.Daemon.Web.Answers;
using FsCheck;
using FsCheck.Fluent;

namespace AutoTrace.Daemon.Tests.Query;

/// <summary>
/// Whatever the documents (orphans, circles, copies in progress, two that contradict each other under one id), the
/// order of arrival and repetitions change nothing that anybody is answered.
/// </summary>
public sealed class OrderIndependenceTests
{
    private const int Ids = 6;

    /// <summary>A document in small numbers, so that ids, parents and times often meet.</summary>
    private sealed record Plan(int Id, int Parent, int Kind, int Start, int Lasts, int Flags, Plan[] Embedded)
    {
        public bool IsSubsegment => Kind % 2 == 1;
    }

    [Fact]
    public void AnyOrderOfATracesDocumentsGivesTheSameTraceAndGraph()
    {
        Gen<Plan[]> documents = Document(depth: 2).ArrayOf().Where(d => d.Length > 0);
        Prop.ForAll(documents.ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (plans, seed) =>
        {
            SegmentDocument[] sent = [.. plans.Select(p => Json(p, embedded: false).Decoded())];
            SegmentDocument[] shuffled = [.. sent, .. sent];
            new System.Random(seed).Shuffle(shuffled);

            string[] expected = Answers(sent);
            string[] seen = Answers(shuffled);

            Assert.Equal(expected, seen);
            Assert.Equal(expected, Answers([.. sent.Reverse()]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static Gen<Plan> Document(int depth) =>
        from id in Gen.Choose(1, Ids)
        from parent in Gen.Choose(0, Ids)
        from kind in Gen.Choose(0, 7)
        from start in Gen.Choose(0, 3)
        from lasts in Gen.Choose(-1, 3)
        from flags in Gen.Choose(0, 7)
        from embedded in depth == 0 ? Gen.Constant(Array.Empty<Plan>()) : Document(depth - 1).ArrayOf().Resize(3)
        select new Plan(id, parent, kind, start, lasts, flags, embedded);

    private static JsonObject Json(Plan plan, bool embedded)
    {
        double? lasts = plan.Lasts < 0 ? null : plan.Lasts;
        string name = $"n{plan.Id % 3}";
        string? ns = plan.Kind switch { 1 or 2 => "remote", 3 => "aws", _ => null };
        JsonObject entity =
            embedded ? Some.Subsegment(name, (ulong)plan.Id, ns, plan.Start, lasts)
            : plan.IsSubsegment
                ? Some.Independent(name, (ulong)plan.Id, (ulong)Math.Max(1, plan.Parent), ns, plan.Start, lasts)
            : Some.Segment(name, (ulong)plan.Id, (ulong)plan.Parent, plan.Start, lasts);
        foreach ((int bit, string flag) in (ReadOnlySpan<(int, string)>)[(1, "fault"), (2, "error"), (4, "throttle")])
        {
            if ((plan.Flags & bit) != 0)
            {
                entity.With(flag, true);
            }
        }

        entity.With("annotations", new JsonObject { ["k"] = plan.Flags });
        return plan.Embedded.Length == 0
            ? entity
            : entity.Around([.. plan.Embedded.Select(p => Json(p, embedded: true))]);
    }

    /// <summary>All that is answered about the trace, but for the count of its changes.</summary>
    private static string[] Answers(SegmentDocument[] documents)
    {
        TraceStore store = new(long.MaxValue);
        foreach (SegmentDocument document in documents)
        {
            store.Add(document);
        }

        Trace trace = Assert.Single(new TraceQueries(store).InRange(TimeRange.All));
        return
        [
            Text(json => TraceJson.WriteAnswer([trace], [], json)),
            Text(json => ServiceGraphJson.WriteTraceGraph(ServiceGraph.Of([trace]), json)),
            Text(json => TraceSummaryJson.WriteAnswer([trace], TimeRange.All, json))
                .Replace($"\"Revision\":{trace.Revision}", "", StringComparison.Ordinal),
        ];
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, JsonAnswer.WriterOptions))
        {
            write(json);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
