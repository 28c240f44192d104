using AutoTrace.Generators.Tests.Harness;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>
/// Generated wrappers under everything that moves work between flows: a call is the child of the call that was open, in the
/// logical flow, when it was made. Leaves are proven to start no flow, or not.
/// </summary>
[Trait("Category", "Concurrency")]
public sealed class FlowTests
{
    private const string Leaves = """

        static class Leaf
        {
            [Traced] public static int Proven(int x) => x + 1;
            [Traced] public static int Carried(int x) => Untraced(x);
            [Traced] public static int Both(int x) => Proven(x) + Carried(x);
            [Traced] public static async Task<int> Async(int x) { await Task.Yield(); return Both(x); }
            public static int Untraced(int x) => x;
        }
        """;

    [Fact]
    public async Task FannedOutAndParallelWorkIsBelowTheMethodThatStartedIt()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            await P.All();
            P.Loop();
            P.Query();
            P.ByHelper();

            static class P
            {
                [Traced] public static async Task All() => await Task.WhenAll(Enumerable.Range(0, 4).Select(x => Leaf.Async(x)));
                [Traced] public static void Loop() => Parallel.ForEach(Enumerable.Range(0, 4), x => Leaf.Both(x));
                [Traced] public static void Query() => Log.Line(Enumerable.Range(0, 4).AsParallel().Sum(x => Leaf.Both(x)));
                [Traced] public static void ByHelper() => Helper(x => Leaf.Both(x));
                private static void Helper(Func<int, int> each) => Parallel.For(0, 4, x => each(x));
            }
            """ + Leaves);

        TraceTree tree = program.Run.Tree;
        Assert.Equal(["P.All", "P.Loop", "P.Query", "P.ByHelper"], tree["test"].Children.Select(child => child.Name));
        Assert.All(tree["P.All"].Children, async =>
        {
            Assert.Equal("Leaf.Async", async.Name);
            AssertBoth(async.Children);
        });
        foreach (string parallel in new[] { "P.Loop", "P.Query", "P.ByHelper" })
        {
            AssertBoth(tree[parallel].Children, count: 4);
        }
    }

    [Fact]
    public async Task WorkThatOutlivesItsStartKeepsItsParentWhileTheMethodIsCalledAgain()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            TaskCompletionSource goOn = new();
            Task first = P.Start(goOn.Task, 1);
            Task second = P.Start(goOn.Task, 2);
            Leaf.Proven(0);
            goOn.SetResult();
            await first;
            await second;
            P.Timer();

            static class P
            {
                // No task of its own that its subsegment would end with.
                private static Task s_started = Task.CompletedTask;
                public static Task Start(Task goOn, int x) { Forget(goOn, x); return s_started; }
                [Traced] public static void Forget(Task goOn, int x) =>
                    s_started = Task.Run(async () => { await goOn.ConfigureAwait(false); Leaf.Both(x); });
                [Traced] public static void Timer()
                {
                    using ManualResetEventSlim ticked = new();
                    using System.Threading.Timer timer = new(_ => { Leaf.Both(1); ticked.Set(); }, null, 1, Timeout.Infinite);
                    ticked.Wait();
                }
            }
            """ + Leaves);

        TraceTree tree = program.Run.Tree;
        Assert.Equal(
            ["P.Forget", "P.Forget", "Leaf.Proven", "P.Timer"], tree["test"].Children.Select(child => child.Name));
        Assert.All(tree["test"].Children.Where(child => child.Name != "Leaf.Proven"), node => AssertBoth(node.Children, 1));
    }

    [Fact]
    public async Task AQueuedTaskThatAWaitRunsAndAValueOfAnAsyncLocalAreWhereTheyWouldBe()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Queue queue = new();
            Task queued = P.Start(queue);
            P.Wait(queued);
            Log.Line(P.Local.Value);

            static class P
            {
                public static readonly AsyncLocal<int> Local = new();
                private static Task s_queued = Task.CompletedTask;
                public static Task Start(Queue queue) { Enqueue(queue); return s_queued; }
                [Traced] public static void Enqueue(Queue queue) => s_queued =
                    Task.Factory.StartNew(() => { Leaf.Both(1); }, default, TaskCreationOptions.None, queue);
                [Traced] public static void Wait(Task queued) { Set(7); queued.Wait(); Leaf.Both(2); }
                [Traced] public static void Set(int x) => Local.Value = x;
            }
            class Queue : TaskScheduler
            {
                protected override void QueueTask(Task task) { }
                protected override bool TryExecuteTaskInline(Task task, bool wasQueued) => TryExecuteTask(task);
                protected override IEnumerable<Task> GetScheduledTasks() => [];
            }
            """ + Leaves);

        Assert.Equal("7", program.Output);
        Assert.Equal(
            """
            P.Enqueue
              Leaf.Both
                Leaf.Proven
                Leaf.Carried
            P.Wait
              P.Set
              Leaf.Both
                Leaf.Proven
                Leaf.Carried
            """,
            program.Trace);
    }

    private static void AssertBoth(IReadOnlyList<TraceNode> nodes, int count = 1)
    {
        Assert.Equal(Enumerable.Repeat("Leaf.Both", count), nodes.Select(node => node.Name));
        Assert.All(nodes, node => Assert.Equal(["Leaf.Proven", "Leaf.Carried"], node.Children.Select(child => child.Name)));
    }
}
