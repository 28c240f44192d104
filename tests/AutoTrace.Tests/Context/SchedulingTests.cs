using System.Collections.Concurrent;
using System.Threading.Channels;
using AutoTrace.Tests.Spans;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Context;

/// <summary>
/// Whoever schedules the work that a traced method starts, its calls are the children of that method: whether their own
/// spans lie on the thread (proven) or are carried.
/// </summary>
[Trait("Category", "Concurrency")]
public sealed class SchedulingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IterationsOfParallelForEachAreChildrenOfTheMethodThatRanIt(bool proven)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Traced("parallel", () => Parallel.ForEach(Enumerable.Range(0, 50), i => Call(proven, "iteration")));
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(Enumerable.Repeat("iteration", 50), tree["parallel"].Children.Select(child => child.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IterationsInAnUntracedHelperAreChildrenOfTheMethodThatCalledIt(bool proven)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            // Two levels, so that the helper's own loop runs on many threads too.
            Traced("caller", () => Helper(8, () => Traced("inside", () => Helper(8, () => Call(proven, "iteration")))));
        }

        TraceNode caller = (await recording.TreeAsync())["caller"];
        Assert.Equal(Enumerable.Repeat("inside", 8), caller.Children.Select(child => child.Name));
        Assert.All(caller.Children, inside =>
            Assert.Equal(Enumerable.Repeat("iteration", 8), inside.Children.Select(child => child.Name)));

        static void Helper(int count, Action action) => Parallel.ForEach(Enumerable.Range(0, count), _ => action());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ElementsOfAPlinqQueryAreChildrenOfTheMethodThatReadIt(bool proven)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            ParallelQuery<int> query = Enumerable.Range(0, 50).AsParallel().Select(i =>
            {
                Call(proven, "element");
                return i;
            });
            Traced("reads", () => Assert.Equal(50, query.Distinct().Count()));
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(Enumerable.Repeat("element", 50), tree["reads"].Children.Select(child => child.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ATaskThatAWaitTakesOutOfItsQueueKeepsTheParentThatItWasStartedUnder(bool proven)
    {
        using Recording recording = new();
        InliningScheduler scheduler = new();
        using (recording.BeginSegment())
        {
            Task queued = null!;
            int ranOn = 0;
            Traced("starts", () => queued = Task.Factory.StartNew(
                () =>
                {
                    ranOn = Environment.CurrentManagedThreadId;
                    Call(proven, "queued", () => Call(proven, "below"));
                },
                CancellationToken.None,
                TaskCreationOptions.None,
                scheduler));
            Proven("proven", () => Traced("waits", () =>
            {
                Call(proven, "first");
                queued.Wait();
                Assert.Equal(Environment.CurrentManagedThreadId, ranOn);
                Call(proven, "second");
            }));
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["queued"], tree["starts"].Children.Select(child => child.Name));
        Assert.Equal(["below"], tree["queued"].Children.Select(child => child.Name));
        Assert.Equal(["first", "second"], tree["waits"].Children.Select(child => child.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ContinuationsWithoutTheirContextKeepTheParent(bool proven)
    {
        using Recording recording = new();
        await OwnContext.RunAsync(isCurrent: true, async () =>
        {
            using (recording.BeginSegment())
            {
                await TracedAsync("method", async () =>
                {
                    await Task.Delay(1).ConfigureAwait(false);
                    Assert.Null(SynchronizationContext.Current);
                    Call(proven, "after");
                }).ConfigureAwait(false);
                Call(proven, "sibling");
            }
        });

        Assert.Equal("segment [segment]\n  method\n    after\n  sibling", (await recording.TreeAsync()).Render());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FlowsThatShareTheOneThreadOfAContextStayApart(bool proven)
    {
        using Recording recording = new();
        using OneThread thread = new();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(flow => thread.RunAsync(async () =>
        {
            using (recording.BeginSegment($"s{flow}"))
            {
                await TracedAsync($"m{flow}", async () =>
                {
                    for (int i = 0; i < 5; i++)
                    {
                        await Task.Yield();
                        Assert.True(thread.IsCurrent);
                        Call(proven, $"c{flow}");
                    }
                });
            }
        })));

        TraceTree tree = await recording.TreeAsync();
        for (int flow = 0; flow < 4; flow++)
        {
            Assert.Equal([$"m{flow}"], tree[$"s{flow}"].Children.Select(child => child.Name));
            Assert.Equal(Enumerable.Repeat($"c{flow}", 5), tree[$"m{flow}"].Children.Select(child => child.Name));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ATimerBelongsToTheMethodThatMadeIt(bool proven)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            TaskCompletionSource ticked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Timer timer = null!;
            Traced("makes", () => timer = new Timer(_ =>
            {
                Call(proven, "tick");
                ticked.TrySetResult();
            }));
            Traced("starts", () => timer.Change(1, Timeout.Infinite));
            await ticked.Task;
            await timer.DisposeAsync();
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["tick"], tree["makes"].Children.Select(child => child.Name));
        Assert.Empty(tree["starts"].Children);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APeriodicTimerIsAwaitedByTheFlowThatItServes(bool proven)
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            await TracedAsync("loop", async () =>
            {
                using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
                for (int i = 0; i < 3 && await timer.WaitForNextTickAsync(); i++)
                {
                    Call(proven, "tick");
                }
            });
            Call(proven, "after");
        }

        Assert.Equal(
            "segment [segment]\n  loop\n    tick\n    tick\n    tick\n  after", (await recording.TreeAsync()).Render());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AConsumerThatARequestStartedStaysThatRequestsWhoeverWritesToItsChannel(bool proven)
    {
        using Recording recording = new();
        Channel<string> channel = Channel.CreateUnbounded<string>();
        Task consumer = Task.CompletedTask;
        TaskCompletionSource consumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (recording.BeginSegment("first"))
        {
            Traced("starts", () => consumer = Task.Run(async () =>
            {
                await foreach (string item in channel.Reader.ReadAllAsync())
                {
                    Call(proven, item);
                    consumed.TrySetResult();
                }
            }));
            Traced("writes", () => channel.Writer.TryWrite("item 1"));
            await consumed.Task;
        }

        using (recording.BeginSegment("second"))
        {
            Traced("writes too", () => channel.Writer.TryWrite("item 2"));
            channel.Writer.Complete();
            await consumer;
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(["item 1", "item 2"], tree["starts"].Children.Select(child => child.Name));
        Assert.Empty(tree["writes too"].Children);
    }

    private static void Call(bool proven, string name, Action? body = null)
    {
        Action<string, Action> call = proven ? Proven : Traced;
        call(name, body ?? (() => { }));
    }

    /// <summary>Never runs what it has; who waits for a task runs it.</summary>
    private sealed class InliningScheduler : TaskScheduler
    {
        protected override void QueueTask(Task task)
        {
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }

    /// <summary>Runs everything on one thread, as a user interface does.</summary>
    private sealed class OneThread : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];
        private readonly Thread _thread;

        public OneThread()
        {
            _thread = new Thread(() =>
            {
                SetSynchronizationContext(this);
                foreach ((SendOrPostCallback callback, object? state) in _work.GetConsumingEnumerable())
                {
                    callback(state);
                }
            });
            _thread.Start();
        }

        public bool IsCurrent => Thread.CurrentThread == _thread && Current == this;

        public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

        public Task RunAsync(Func<Task> method)
        {
            TaskCompletionSource<Task> started = new();
            Post(_ => started.SetResult(method()), null);
            return started.Task.Unwrap();
        }

        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
            _work.Dispose();
        }
    }
}
