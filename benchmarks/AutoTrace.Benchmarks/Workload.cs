using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AutoTrace.Benchmarks;

/// <summary>What is measured: methods as users write them, traced by the generator, and the same without.</summary>
internal static class Workload
{
    private static readonly Task<int> s_completed = Task.FromResult(1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Bare(int x) => x + 1;

    [Traced]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Sync(int x) => x + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Activity(ActivitySource source, int x)
    {
        using Activity? activity = source.StartActivity("Workload.Activity");
        return x + 1;
    }

    /// <summary>So many traced calls, each but the first from within the one before.</summary>
    [Traced]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Nested(int depth) => depth > 1 ? Nested(depth - 1) + 1 : depth;

    /// <summary>Calls what is not traced and might do anything.</summary>
    [Traced]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Forking(int x) => Bare(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Task<int> BareCompleted() => s_completed;

    [Traced]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Task<int> AsyncCompleted() => s_completed;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<int> BareSuspended(TaskCompletionSource source)
    {
        await source.Task.ConfigureAwait(false);
        return 1;
    }

    [Traced]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<int> AsyncSuspended(TaskCompletionSource source)
    {
        await source.Task.ConfigureAwait(false);
        return 1;
    }

    [Traced]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AnnotatedNumber([Annotate] long number) => (int)number;

    [Traced]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AnnotatedText([Annotate] string text) => text.Length;
}
