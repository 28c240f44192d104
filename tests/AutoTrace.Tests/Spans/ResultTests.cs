using AutoTrace.CompilerServices;

namespace AutoTrace.Tests.Spans;

/// <summary>What a traced method returns, recorded as its call site says.</summary>
[Collection(ProcessWide.Name)]
public sealed class ResultTests
{
    private static readonly Callsite s_site = new("call"u8) { ResultAnnotation = "result", ResultMetadata = "whole" };

    [Fact]
    public async Task EveryKindKeepsItsKind()
    {
        object?[] results =
        [
            "s", true, (sbyte)1, (byte)2, (short)3, (ushort)4, 5, 6u, 7L, 8UL, ulong.MaxValue,
            (nint)9, (nuint)10, 1.5f, 2.5, 3.5m,
            'c', DayOfWeek.Friday, Guid.Empty, null, new object(),
        ];
        using Recording recording = new();
        foreach (object? result in results)
        {
            using (recording.BeginSegment())
            {
                TracedCall call = TracedCall.Begin(new Callsite("call"u8) { ResultAnnotation = "r" });
                Assert.Same(result, call.CaptureResult(new Callsite("call"u8) { ResultAnnotation = "r" }, result));
                call.End();
            }
        }

        Assert.Equal(
            """
            "s" true 1 2 3 4 5 6 7 8 1.8446744073709552E+19 9 10 1.5 2.5 3.5 "c" "Friday" "00000000-0000-0000-0000-000000000000" - -
            """,
            string.Join(' ', (await recording.DocumentsAsync()).Select(document =>
                document.Json.GetProperty("subsegments")[0].TryGetProperty("annotations", out var annotations)
                    ? annotations.GetProperty("r").GetRawText()
                    : "-")));
    }

    [Fact]
    public async Task MetadataTakesLongTextsAndExactDates()
    {
        string text = new('x', 5000);
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            TracedCall call = TracedCall.Begin(s_site);
            call.AddMetadata("text", text);
            call.AddMetadata("date", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
            call.AddMetadata("money", 0.1000000000000000000001m);
            call.AddMetadata("none", (int?)null);
            call.CaptureResult(s_site, 1);
            call.End();
        }

        Assert.Equal(
            $$$"""{"default":{"text":"{{{text}}}","date":"2026-01-02T03:04:05Z","money":0.1000000000000000000001,"whole":1}}""",
            (await recording.TreeAsync())["call"].Metadata!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheResultOfATaskIsRecordedWhenItCompletes(bool besideAContextOfSomebodyElse)
    {
        using Recording recording = new();
        TaskCompletionSource<int> source = new();
        await OwnContext.RunAsync(besideAContextOfSomebodyElse, async () =>
        {
            using (recording.BeginSegment())
            {
                Task<int> task = Call(() => source.Task);
                Assert.Same(source.Task, task);
                source.SetResult(5);
                await task;
                Assert.Equal(6, await Call(() => Task.FromResult(6)));
                Assert.Equal(7, await CallValueTask(() => new ValueTask<int>(7)));
                Assert.Equal(8, await CallValueTask(Later));
            }
        });

        Assert.Equal("5 6 7 8", await ResultsAsync(recording));

        static async ValueTask<int> Later()
        {
            await Task.Yield();
            return 8;
        }
    }

    [Fact]
    public async Task ACallThatFailsOrIsCancelledHasNoResult()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                Call(() => Task.FromException<int>(new InvalidOperationException())));
            await Assert.ThrowsAsync<TaskCanceledException>(() =>
                Call(() => Task.FromCanceled<int>(new CancellationToken(canceled: true))));
            await Assert.ThrowsAsync<InvalidOperationException>(async () =>
                await CallValueTask(() => ValueTask.FromException<int>(new InvalidOperationException())));
            Assert.Null(Call(() => (Task<int>)null!));
        }

        Assert.Equal("- - - -", await ResultsAsync(recording));
    }

    /// <summary>A task is complete before its continuations run, and who waits for it does not wait for them.</summary>
    [Fact]
    public async Task ATaskThatFailedBeforeItsSegmentEndedIsAFaultAlsoIfItsContinuationsRunLater()
    {
        using Recording recording = new();
        TaskCompletionSource<int> source = new();
        using ManualResetEventSlim mayContinue = new();
        Task before = source.Task.ContinueWith(
            _ => mayContinue.Wait(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        Task completion;
        using (recording.BeginSegment())
        {
            Task<int> task = Call(() => source.Task);
            completion = Task.Run(() => source.SetException(new InvalidOperationException("boom")));
            Assert.Throws<InvalidOperationException>(() => WaitFor(task));
        }

        TraceTree tree = await recording.TreeAsync();
        mayContinue.Set();
        await Task.WhenAll(before, completion);

        Assert.Equal("segment [segment]\n  call [fault]", tree.Render());
    }

    [Fact]
    public async Task OutsideASegmentNothingIsTouched()
    {
        using Recording recording = new(options => options.ContextMissing = ContextMissingStrategy.IgnoreError);
        Task<string> task = Task.FromResult("s");

        TracedCall call = TracedCall.Begin(s_site);
        Assert.Same(task, call.EndWith(task, s_site));
        Assert.Equal("s", await call.EndWith(new ValueTask<string>(task), s_site));
        Assert.Equal("s", call.CaptureResult(s_site, "s"));
        Assert.Empty(await recording.DocumentsAsync());
    }

    [Fact]
    public async Task EveryEnumerationHasTheMetadataOfItsCall()
    {
        using Recording recording = new();
        using (recording.BeginSegment())
        {
            TracedSequence call = TracedSequence.Begin(new Callsite("items"u8));
            call.AddMetadata("page", 3);
            call.AddMetadata("none", (string?)null);
            call.Leave();
            IEnumerable<int> items = call.EndWith(Items());
            Assert.Equal([1], items);
            Assert.Equal([1], items);
        }

        Assert.All(
            (await recording.TreeAsync())["segment"].Children,
            child => Assert.Equal("""{"default":{"page":3}}""", child.Metadata!.ToJsonString()));

        static IEnumerable<int> Items()
        {
            yield return 1;
        }
    }

    private static async Task<string> ResultsAsync(Recording recording) => string.Join(
        ' ', (await recording.TreeAsync())["segment"].Children.Select(child => $"{child.Annotations?["result"] ?? "-"}"));

    /// <summary>As programs do that are not asynchronous themselves.</summary>
    private static void WaitFor(Task task) => task.GetAwaiter().GetResult();

    private static Task<T> Call<T>(Func<Task<T>> body)
    {
        TracedCall call = TracedCall.Begin(s_site);
        Task<T> task = body();
        call.Leave();
        return call.EndWith(task, s_site);
    }

    private static ValueTask<T> CallValueTask<T>(Func<ValueTask<T>> body)
    {
        TracedCall call = TracedCall.Begin(s_site);
        ValueTask<T> task = body();
        call.Leave();
        return call.EndWith(task, s_site);
    }
}
