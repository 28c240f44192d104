using AutoTrace.CompilerServices;

namespace AutoTrace.Tests.Allocations;

/// <summary>What a traced call allocates on its caller's thread, once everything is warm.</summary>
[Collection(ProcessWide.Name)]
public sealed class CallTests
{
    private const int Calls = 64;

    // A token, a copy of the context and of its values; see docs/design on the two kinds of span.
    private const int CarriedSpan = 150;

    // And what goes with the first continuations of a task: its list of them grows.
    private const int Delegate = 64 + 40;

    private static readonly Callsite s_proven = new("proven"u8, CallsiteTraits.StartsNoFlow);
    private static readonly Callsite s_other = new("other"u8);
    private static readonly TaskCompletionSource s_pending = new();
    private static readonly Task<int> s_completed = Task.FromResult(1);

    [Fact]
    public async Task AProvenCallAllocatesNothing() => Assert.Equal(0, await BytesAsync(() => Call(s_proven)));

    [Fact]
    public async Task ACompletedTaskOfAProvenCallAllocatesNothing() =>
        Assert.Equal(0, await BytesAsync(() => CallTask(s_proven)));

    [Fact]
    public async Task AnyOtherCallAllocatesOneCopyOfTheContext() =>
        Assert.InRange(await BytesAsync(() => Call(s_other)), 1, CarriedSpan);

    [Fact]
    public async Task AProvenCallBesideManyAsyncLocalsAllocatesNothing()
    {
        AsyncLocal<object>[] locals = [.. Enumerable.Range(0, 18).Select(_ => new AsyncLocal<object>())];
        Assert.Equal(0, await BytesAsync(() => Call(s_proven), before: () =>
        {
            foreach (AsyncLocal<object> local in locals)
            {
                local.Value = new object();
            }
        }));
    }

    [Fact]
    public async Task AnnotationsAllocateNothing() => Assert.Equal(0, await BytesAsync(() =>
    {
        TracedCall call = new(s_proven);
        call.Annotate("number", 7);
        call.Annotate("text", "espresso");
        call.Annotate("fraction", 0.5);
        call.Annotate("flag", true);
        call.End();
    }));

    [Fact]
    public async Task APendingTaskAllocatesADelegateBesideTheCopyOfTheContext() =>
        Assert.InRange(await BytesAsync(() =>
        {
            TracedCall call = new(s_other);
            call.Leave();
            call.EndWith(s_pending.Task);
        }), 1, CarriedSpan + Delegate);

    [Fact]
    public async Task ACallWithoutASegmentAllocatesNothing() =>
        Assert.Equal(0, await BytesAsync(() => Call(s_other), inSegment: false));

    [Fact]
    public async Task ACallBelowTheMinimumLevelAllocatesNothing()
    {
        Callsite verbose = new("verbose"u8) { Level = TracedLevel.Verbose };
        Assert.Equal(0, await BytesAsync(() => Call(verbose)));
    }

    /// <summary>Bytes per call, rounded up.</summary>
    private static async Task<long> BytesAsync(Action call, Action? before = null, bool inSegment = true)
    {
        using Recording recording = new(options =>
        {
            options.MinimumLevel = TracedLevel.Normal;
            options.ContextMissing = ContextMissingStrategy.IgnoreError;
        });
        long bytes = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            // The worker gives back the chunks of the round before.
            await recording.Runtime.FlushAsync(Eventually.Deadline);
            bytes = Math.Min(bytes, Round());
        }

        return (bytes + Calls - 1) / Calls;

        long Round()
        {
            using TraceScope segment = inSegment ? recording.BeginSegment() : default;
            before?.Invoke();
            long start = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                call();
            }

            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    private static void Call(Callsite site)
    {
        TracedCall call = new(site);
        call.End();
    }

    private static void CallTask(Callsite site)
    {
        TracedCall call = new(site);
        call.Leave();
        call.EndWith(s_completed);
    }
}
