using AutoTrace.Generators.Tests.Harness;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>
/// Iterators and async streams: their bodies run while they are enumerated, in the caller's context, a step at a time.
/// </summary>
[Trait("Category", "Concurrency")]
public sealed class StreamTests
{
    private const string Streams = """
        static class Leaf { [Traced] public static void Body() { } [Traced] public static void Consumer() { } }

        class Calls
        {
            [Traced] public IEnumerable<int> Items(int count) { for (int i = 0; i < count; i++) { Leaf.Body(); yield return i; } }
            [Traced] public IEnumerator<T> Cursor<T>(T item) { yield return item; Leaf.Body(); }
            [Traced] public System.Collections.IEnumerable Old() { Leaf.Body(); yield return "old"; }
            [Traced] public System.Collections.IEnumerator OldCursor() { Leaf.Body(); yield return "old"; }
            [Traced] public async IAsyncEnumerable<int> Stream(int count) { for (int i = 0; i < count; i++) { await Task.Yield(); Leaf.Body(); yield return i; } }
            [Traced] public async IAsyncEnumerator<int> StreamCursor() { Leaf.Body(); yield return 1; await Task.Yield(); Leaf.Body(); yield return 2; }
        }

        partial class Bodies
        {
            [Traced] public partial IEnumerable<int> Items(int count);
            private IEnumerable<int> ItemsCore(int count) { for (int i = 0; i < count; i++) { Leaf.Body(); yield return i; } }
            [Traced] public partial IAsyncEnumerable<int> Stream(int count);
            private async IAsyncEnumerable<int> StreamCore(int count) { for (int i = 0; i < count; i++) { await Task.Yield(); Leaf.Body(); yield return i; } }
        }
        """;

    [Fact]
    public async Task EachStepOfTheBodyRunsInItsSubsegmentAndTheConsumerInItsOwn()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (int x in new Calls().Items(2)) { Log.Line(x); Leaf.Consumer(); }
            foreach (int x in new Bodies().Items(2)) { Log.Line(x); Leaf.Consumer(); }
            await foreach (int x in new Calls().Stream(2)) { Log.Line(x); Leaf.Consumer(); await Task.Yield(); Leaf.Consumer(); }
            await foreach (int x in new Bodies().Stream(1)) { Log.Line(x); Leaf.Consumer(); }
            Leaf.Consumer();
            """ + Streams);

        Assert.Equal("0\n1\n0\n1\n0\n1\n0", program.Output);
        Assert.Equal(
            """
            Calls.Items
              Leaf.Body
              Leaf.Body
            Leaf.Consumer
            Leaf.Consumer
            Bodies.Items
              Leaf.Body
              Leaf.Body
            Leaf.Consumer
            Leaf.Consumer
            Calls.Stream
              Leaf.Body
              Leaf.Body
            Leaf.Consumer
            Leaf.Consumer
            Leaf.Consumer
            Leaf.Consumer
            Bodies.Stream
              Leaf.Body
            Leaf.Consumer
            Leaf.Consumer
            """,
            program.Trace);
    }

    [Fact]
    public async Task EveryKindOfSequenceIsTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Calls c = new();
            using (IEnumerator<string> cursor = c.Cursor("x")) { while (cursor.MoveNext()) { Log.Line(cursor.Current); } }
            foreach (object? x in c.Old()) { Log.Line(x); }
            System.Collections.IEnumerator old = c.OldCursor();
            while (old.MoveNext()) { Log.Line(old.Current); }
            await using (IAsyncEnumerator<int> cursor = c.StreamCursor()) { while (await cursor.MoveNextAsync()) { Log.Line(cursor.Current); } }
            try { c.Items(1).GetEnumerator().Reset(); } catch (NotSupportedException) { Log.Line("no reset"); }
            """ + Streams);

        Assert.Equal("x\nold\nold\n1\n2\nno reset", program.Output);
        Assert.Equal(
            """
            Calls.Cursor
              Leaf.Body
            Calls.Old
              Leaf.Body
            Calls.OldCursor
              Leaf.Body
            Calls.StreamCursor
              Leaf.Body
              Leaf.Body
            """,
            program.Trace);
    }

    [Fact]
    public async Task SubsegmentEndsWithTheEnumerationHoweverItEnds()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(P.Items().First());
            await foreach (int x in P.Stream()) { break; }
            IEnumerable<int> never = P.Items();
            IEnumerable<int> twice = P.Items();
            Log.Line(twice.Count()); Log.Line(twice.Sum());
            IEnumerator<int> unread = P.Items().GetEnumerator();
            unread.Dispose();
            Log.Line(unread.MoveNext());
            Leaf.Consumer();

            static class P
            {
                [Traced] public static IEnumerable<int> Items() { try { yield return 1; Leaf.Body(); yield return 2; } finally { Log.Line("left"); Leaf.Body(); } }
                [Traced] public static async IAsyncEnumerable<int> Stream()
                {
                    try { await Task.Yield(); yield return 1; yield return 2; }
                    finally { await Task.Yield(); Log.Line("left"); Leaf.Body(); }
                }
            }
            """ + Streams);

        Assert.Equal("left\n1\nleft\nleft\n2\nleft\n3\nFalse", program.Output);
        Assert.Equal(
            """
            P.Items
              Leaf.Body
            P.Stream
              Leaf.Body
            P.Items
              Leaf.Body
              Leaf.Body
            P.Items
              Leaf.Body
              Leaf.Body
            Leaf.Consumer
            """,
            program.Trace);
    }

    [Fact]
    public async Task FailuresPassUntouched()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            try { foreach (int x in P.Items()) { Log.Line(x); } } catch (InvalidOperationException e) { Log.Line(e.Message); }
            try { await foreach (int x in P.Stream(false)) { Log.Line(x); } } catch (InvalidOperationException e) { Log.Line(e.Message); }
            try { await foreach (int x in P.Stream(true)) { Log.Line(x); } } catch (InvalidOperationException e) { Log.Line(e.Message); }
            try { using var items = P.Left().GetEnumerator(); items.MoveNext(); } catch (InvalidOperationException e) { Log.Line(e.Message); }
            try { await foreach (int x in P.LeftAsync()) { break; } } catch (InvalidOperationException e) { Log.Line(e.Message); }
            try { P.Checked(null!); Log.Line("?"); } catch (ArgumentNullException e) { Log.Line(e.ParamName); }
            try { foreach (int x in P.Stopped()) { } } catch (OperationCanceledException) { Log.Line("stopped"); }

            static class P
            {
                [Traced] public static IEnumerable<int> Items() { yield return 1; throw new InvalidOperationException("items"); }
                [Traced] public static async IAsyncEnumerable<int> Stream(bool early)
                {
                    if (early) { throw new InvalidOperationException("early"); }
                    await Task.Yield();
                    yield return 1;
                    throw new InvalidOperationException("stream");
                }
                [Traced] public static IEnumerable<int> Left() { try { yield return 1; } finally { Throw("left"); } }
                [Traced] public static async IAsyncEnumerable<int> LeftAsync() { try { yield return 1; } finally { await Task.Yield(); Throw("left async"); } }
                private static void Throw(string text) => throw new InvalidOperationException(text);
                [Traced] public static IAsyncEnumerable<int> Checked(string text) { ArgumentNullException.ThrowIfNull(text); return Stream(true); }
                [Traced] public static IEnumerable<int> Stopped() { yield return 1; throw new OperationCanceledException(); }
            }
            """);

        Assert.Equal("1\nitems\n1\nstream\nearly\nleft\nleft async\ntext\nstopped", program.Output);
        Assert.Equal(
            """
            P.Items [fault]
            P.Stream [fault]
            P.Stream [fault]
            P.Left [fault]
            P.LeftAsync [fault]
            P.Checked [fault]
            P.Stopped
            """,
            program.Trace);
    }

    [Fact]
    public async Task StackTracesShowTheBodyAndItsConsumerOnly()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            foreach (int failing in new[] { 0, 1, 2, 3 })
            {
                try { await P.ReadAsync(failing); }
                catch (InvalidOperationException e) { Log.Thrown(e); }
            }
            try { await P.Broken().GetAsyncEnumerator().MoveNextAsync(); } catch (InvalidOperationException e) { Log.Thrown(e); }
            try { await P.Broken().GetAsyncEnumerator().DisposeAsync(); } catch (InvalidOperationException e) { Log.Thrown(e); }

            class Broken : IAsyncEnumerable<int>, IAsyncEnumerator<int>
            {
                public int Current => 0;
                public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellation) => this;
                public ValueTask<bool> MoveNextAsync() => throw new InvalidOperationException("no step");
                public ValueTask DisposeAsync() => throw new InvalidOperationException("no end");
            }

            static class P
            {
                [Traced] public static IAsyncEnumerable<int> Broken() => new Broken();
                public static async Task ReadAsync(int failing)
                {
                    await foreach (int x in Stream(failing)) { if (x == 1) { break; } }
                }

                [Traced] public static async IAsyncEnumerable<int> Stream(int failing)
                {
                    if (failing == 0) { throw new InvalidOperationException("at once"); }
                    await Task.Yield();
                    if (failing == 1) { throw new InvalidOperationException("later"); }
                    try { yield return 1; }
                    finally
                    {
                        if (failing == 2) { throw new InvalidOperationException("in the end"); }
                        await Task.Yield();
                        if (failing == 3) { throw new InvalidOperationException("in the end, later"); }
                    }
                }
            }
            """);

        Assert.Contains("in the end, later", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("AutoTrace", program.Output, StringComparison.Ordinal);
        Assert.Equal(
            """
            P.Stream [fault]
            P.Stream [fault]
            P.Stream [fault]
            P.Stream [fault]
            P.Broken [fault]
            """,
            program.Trace);
    }

    /// <summary>As enumerators that are no iterators may allow.</summary>
    [Fact]
    public async Task TwoStepsAtOnceAreTheBodysOwn()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Steps steps = new();
            IAsyncEnumerator<int> items = P.Read(steps).GetAsyncEnumerator();
            ValueTask<bool> first = items.MoveNextAsync();
            ValueTask<bool> second = items.MoveNextAsync();
            steps.Complete(1, true);
            Log.Line(await second);
            steps.Complete(0, false);
            Log.Line(await first);

            static class P { [Traced] public static IAsyncEnumerable<int> Read(Steps steps) => steps; }
            class Steps : IAsyncEnumerable<int>, IAsyncEnumerator<int>
            {
                private readonly List<TaskCompletionSource<bool>> _all = [];
                public int Current => 0;
                public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellation) => this;
                public ValueTask<bool> MoveNextAsync() { _all.Add(new()); return new(_all[^1].Task); }
                public ValueTask DisposeAsync() => default;
                public void Complete(int step, bool hasItem) => _all[step].SetResult(hasItem);
            }
            """);

        Assert.Equal("True\nFalse", program.Output);
        Assert.Equal("P.Read", program.Trace);
    }

    [Fact]
    public async Task CancellationReachesTheBody()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using CancellationTokenSource source = new();
            try
            {
                await foreach (int x in P.Stream(1).WithCancellation(source.Token).ConfigureAwait(false)) { Log.Line(x); source.Cancel(); }
            }
            catch (OperationCanceledException e) { Log.Line(e.CancellationToken == source.Token); }

            static class P
            {
                [Traced] public static async IAsyncEnumerable<int> Stream(int x, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
                {
                    yield return x;
                    await Task.Delay(Timeout.Infinite, cancellation);
                }
            }
            """);

        Assert.Equal("1\nTrue", program.Output);
        Assert.Equal("P.Stream", program.Trace);
    }

    [Fact]
    public async Task WhatIsNoIteratorKeepsItsIdentity()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Base made = new Made();
            Log.Line(ReferenceEquals(made.Items(), made.Items()));
            Log.Line(P.List() is List<int>);
            Log.Line(P.Nothing() is null);
            foreach (int x in P.Lazy()) { Log.Line(x); }

            class Base { [Traced] public virtual IEnumerable<int> Items() { yield return 1; } }
            class Made : Base { private readonly int[] _items = [1]; public override IEnumerable<int> Items() => _items; }
            static class P
            {
                [Traced] public static IEnumerable<int> List() => new List<int>();
                [Traced] public static IAsyncEnumerable<int>? Nothing() => null;
                [Traced] public static IEnumerable<int> Lazy() { Func<IEnumerable<int>> f = Local; return f(); static IEnumerable<int> Local() { yield return 3; } }
            }
            """);

        Assert.Equal("True\nTrue\nTrue\n3", program.Output);
        Assert.Equal(["P.List", "P.Lazy"], program.Subsegments);
    }

    [Fact]
    public async Task OneEnumerationIsOneSubsegmentBehindATracedInterface()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IFeed feed = new Feed();
            await foreach (int x in feed.Read(1)) { Log.Line(x); }
            await foreach (int x in new Feed().Read(2)) { Log.Line(x); }
            await foreach (int x in new Plain().Read(3)) { Log.Line(x); }
            feed = new Plain();
            await foreach (int x in feed.Read(4)) { Log.Line(x); }

            interface IFeed { [Traced] IAsyncEnumerable<int> Read([Annotate] int first); }
            partial class Feed : IFeed
            {
                [Traced] public partial IAsyncEnumerable<int> Read(int first);
                private async IAsyncEnumerable<int> ReadCore(int first) { await Task.Yield(); yield return first; }
            }
            class Plain : IFeed { public async IAsyncEnumerable<int> Read(int first) { await Task.Yield(); yield return first; } }
            """);

        Assert.Equal("1\n2\n3\n4", program.Output);
        Assert.Equal(["IFeed.Read", "Feed.Read", "Plain.Read", "IFeed.Read"], program.Subsegments);
        Assert.Equal(
            [1, 2, 3, 4],
            program.Run.Tree.Nodes.Where(node => !node.IsSegment).OrderBy(node => node.Start)
                .Select(node => node.Annotations!["first"]!.GetValue<int>()));
    }

    [Fact]
    public async Task AnnotationsAreThoseOfTheCallInEveryEnumeration()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IEnumerable<int> items = P.Items(true, ulong.MaxValue, 0.5, Guid.Empty, null, "text");
            Log.Line(items.Count() + items.Count());

            static class P
            {
                [Traced] public static IEnumerable<int> Items([Annotate] bool a, [Annotate] ulong b, [Annotate] double c, [Annotate] Guid d, [Annotate] int? e, [Annotate] string f)
                {
                    a = false; f = "";
                    yield return 1;
                }
            }
            """);

        foreach (TraceNode node in program.Run.Tree.Nodes.Where(node => !node.IsSegment))
        {
            Assert.Equal(
                """{"a":true,"b":1.8446744073709552E+19,"c":0.5,"d":"00000000-0000-0000-0000-000000000000","f":"text"}""",
                node.Annotations!.ToJsonString());
        }

        Assert.Equal(["P.Items", "P.Items"], program.Subsegments);
    }

    /// <summary>What a body sets in the flow of its caller stays there, as without tracing.</summary>
    [Fact]
    public async Task AsyncLocalsFlowAsWithoutTracing()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.Flow.Value = "start";
            foreach (int x in P.Items()) { Log.Line(P.Flow.Value); P.Flow.Value = "consumer" + x; }
            Log.Line(P.Flow.Value);
            await foreach (int x in P.Stream()) { Log.Line(P.Flow.Value); P.Flow.Value = "async" + x; }
            Log.Line(P.Flow.Value);
            P.Leaf();

            static class P
            {
                public static readonly AsyncLocal<string?> Flow = new();
                [Traced] public static void Leaf() { }
                [Traced] public static IEnumerable<int> Items() { for (int i = 0; i < 2; i++) { Log.Line(Flow.Value); Flow.Value = "body" + i; Leaf(); yield return i; } }
                [Traced] public static async IAsyncEnumerable<int> Stream()
                {
                    for (int i = 0; i < 2; i++) { Log.Line(Flow.Value); Flow.Value = "stream" + i; Leaf(); await Task.Yield(); Log.Line(Flow.Value); yield return i; }
                }
            }
            """);

        Assert.Equal("P.Items\n  P.Leaf\n  P.Leaf\nP.Stream\n  P.Leaf\n  P.Leaf\nP.Leaf", program.Trace);
    }
}
