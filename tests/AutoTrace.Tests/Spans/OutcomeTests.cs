using AutoTrace.CompilerServices;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Spans;

/// <summary>What an exception or a task does to a span, and what the span does to them: nothing.</summary>
[Trait("Category", "Concurrency")]
public sealed class OutcomeTests
{
    [Fact]
    public async Task AnExceptionMarksEverySpanThatItLeavesAndIsDescribedOnce()
    {
        using Recording recording = new();
        InvalidOperationException boom = new("boom", new IOException("disk"));
        using (recording.BeginSegment())
        {
            Exception caught = Assert.Throws<InvalidOperationException>(
                () => Traced("outer", () => Traced("inner", () => throw boom)));
            Assert.Same(boom, caught);
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal("segment [segment]\n  outer [fault]\n    inner [fault]", tree.Render());
        string id = tree["inner"].Cause!["exceptions"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(id, tree["outer"].Cause!.GetValue<string>());
        Assert.Equal("boom", tree["inner"].Cause!["exceptions"]![0]!["message"]!.GetValue<string>());
        Assert.Equal(
            tree["inner"].Cause!["exceptions"]![1]!["id"]!.GetValue<string>(),
            tree["inner"].Cause!["exceptions"]![0]!["cause"]!.GetValue<string>());
        Assert.Equal("System.IO.IOException", tree["inner"].Cause!["exceptions"]![1]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task AnExceptionAfterAnAwaitMarksTheSpan()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => TracedAsync("fails", async () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("late");
            }));
        }

        Assert.True((await recording.TreeAsync())["fails"].Fault);
    }

    [Fact]
    public void AnExceptionBeforeTheTaskStaysSynchronous()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            Assert.Throws<ArgumentException>(() => { _ = TracedAsync("checks", () => throw new ArgumentException("no")); });
        }
    }

    /// <summary>The first pass over the stack sees an exception leave that the second one loses to another.</summary>
    [Fact]
    public async Task AMethodThatReturnsItsTaskAfterAnExceptionSeemedToLeaveItHasOneEnd()
    {
        using Recording recording = new();
        TaskCompletionSource pending = new();
        try
        {
            using (recording.BeginSegment())
            {
                Assert.Same(pending.Task, TracedAsync("method", () =>
                {
                    try
                    {
                        try
                        {
                            throw new InvalidOperationException();
                        }
                        finally
                        {
                            Throw(new TimeoutException());
                        }
                    }
                    catch (TimeoutException)
                    {
                        return pending.Task;
                    }
                }));
            }
        }
        catch (InvalidOperationException)
        {
            // Somebody further out has to catch it, or there is no second pass.
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        using (recording.BeginSegment("next"))
        {
            using TraceScope first = AutoTracer.BeginSubsegment("first");
            pending.SetResult();
            Assert.True(first.Span.IsRecording);
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Null(tree["next"].Metadata);
        Assert.Null(tree["first"].Metadata);

        static void Throw(Exception exception) => throw exception;
    }

    [Fact]
    public async Task CancellationIsNeitherFaultNorError()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            await Assert.ThrowsAsync<TaskCanceledException>(
                () => TracedAsync("cancelled", () => Task.Delay(-1, new CancellationToken(canceled: true))));
            Assert.Throws<OperationCanceledException>(() => Traced("stops", () => throw new OperationCanceledException()));
        }

        Assert.Equal("segment [segment]\n  cancelled\n  stops", (await recording.TreeAsync()).Render());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task APendingTaskIsAnsweredItselfAndEndsItsSpanBeforeItsAwaiterRuns(bool besideAContextOfSomebodyElse)
    {
        using Recording recording = new();
        TaskCompletionSource source = new();
        await OwnContext.RunAsync(besideAContextOfSomebodyElse, async () =>
        {
            using (recording.BeginSegment())
            {
                Task answered = TracedAsync("pending", () => source.Task);
                Assert.Same(source.Task, answered);
                source.SetResult();
                await answered;
            }
        });

        Assert.Null((await recording.TreeAsync())["pending"].Metadata);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task APendingTaskThatFailsIsAFault(bool besideAContextOfSomebodyElse)
    {
        using Recording recording = new();
        TaskCompletionSource source = new();
        await OwnContext.RunAsync(besideAContextOfSomebodyElse, async () =>
        {
            using (recording.BeginSegment())
            {
                Task answered = TracedAsync("pending", () => source.Task);
                source.SetException(new InvalidOperationException());
                await Assert.ThrowsAsync<InvalidOperationException>(() => answered);
            }
        });

        Assert.Equal("segment [segment]\n  pending [fault]", (await recording.TreeAsync()).Render());
    }

    /// <summary>A task is complete before its continuations run, and who waits for it does not wait for them.</summary>
    [Fact]
    public async Task ATaskThatFailedBeforeItsSegmentEndedIsAFaultAlsoIfItsContinuationsRunLater()
    {
        using Recording recording = new();
        TaskCompletionSource source = new();
        using ManualResetEventSlim mayContinue = new();
        Task before = source.Task.ContinueWith(
            _ => mayContinue.Wait(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        Task completion;
        using (recording.BeginSegment())
        {
            Task outer = TracedAsync("outer", () => TracedAsync("inner", () => source.Task));
            completion = Task.Run(() => source.SetException(new InvalidOperationException("boom")));
            Assert.Throws<InvalidOperationException>(() => WaitFor(outer));
        }

        TraceTree tree = await recording.TreeAsync();
        mayContinue.Set();
        await Task.WhenAll(before, completion);

        Assert.Equal("segment [segment]\n  outer [fault]\n    inner [fault]", tree.Render());
        Assert.Null(tree["inner"].Metadata);
        string id = tree["inner"].Cause!["exceptions"]![0]!["id"]!.GetValue<string>();
        Assert.Equal("boom", tree["inner"].Cause!["exceptions"]![0]!["message"]!.GetValue<string>());
        Assert.Equal(id, tree["outer"].Cause!.GetValue<string>());
    }

    [Fact]
    public async Task ACompletedValueTaskIsNotConsumed()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            OnceSource source = new();
            TracedCall call = TracedCall.Begin(new Callsite("once"u8));
            call.Leave();
            ValueTask<int> task = new(source, 0);
            ValueTask<int> answered = call.EndWith(task);
            Assert.Equal(0, source.Reads);
            Assert.Equal(42, await answered);
            Assert.Equal(1, source.Reads);
        }
    }

    [Fact]
    public void ANullTaskGoesThroughAsItIs()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            TracedCall call = TracedCall.Begin(new Callsite("null"u8));
            call.Leave();
            Assert.Null(call.EndWith((Task)null!));
        }
    }

    [Theory]
    [InlineData(200, "segment [segment]")]
    [InlineData(404, "segment [segment error]")]
    [InlineData(429, "segment [segment error throttle]")]
    [InlineData(503, "segment [segment fault]")]
    public async Task AnHttpStatusMarksTheSpanAsXRayDoes(int status, string expected)
    {
        using Recording recording = new();
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.SetHttpResponse(status, contentLength: 3);
        }

        TraceTree tree = await recording.TreeAsync();
        Assert.Equal(expected, tree.Render());
        Assert.Equal(status, tree["segment"].Http!["response"]!["status"]!.GetValue<int>());
    }

    /// <summary>As programs do that are not asynchronous themselves.</summary>
    private static void WaitFor(Task task) => task.GetAwaiter().GetResult();

    private sealed class OnceSource : System.Threading.Tasks.Sources.IValueTaskSource<int>
    {
        public int Reads { get; private set; }

        public int GetResult(short token)
        {
            Reads++;
            return 42;
        }

        public System.Threading.Tasks.Sources.ValueTaskSourceStatus GetStatus(short token) =>
            System.Threading.Tasks.Sources.ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(
            Action<object?> continuation,
            object? state,
            short token,
            System.Threading.Tasks.Sources.ValueTaskSourceOnCompletedFlags flags) => continuation(state);
    }
}
