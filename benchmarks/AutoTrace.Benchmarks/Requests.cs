using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AutoTrace.Benchmarks;

/// <summary>
/// A request as services have them: a context of its own with six values of others in it, and 20 calls below its own span,
/// half of them async, four deep. Three times: without tracing, with AutoTrace, with activities for OpenTelemetry.
/// </summary>
internal static class Requests
{
    /// <summary>Of one request, without its own.</summary>
    public const int Spans = 20;

    private static readonly AsyncLocal<object>[] s_others =
        [.. Enumerable.Range(0, 6).Select(_ => new AsyncLocal<object>())];

    private static int s_sink;

    public static void Repeat(int count, Func<int> request)
    {
        for (int i = 0; i < count; i++)
        {
            ExecutionContext.Run(ExecutionContext.Capture()!, static state => Handle((Func<int>)state!), request);
        }
    }

    public static int Bare() => BareCalls.Place(1).Result + BareCalls.Place(2).Result;

    public static int Traced(AutoTraceRuntime runtime)
    {
        using (runtime.BeginSegment("segment"))
        {
            return TracedCalls.Place(1).Result + TracedCalls.Place(2).Result;
        }
    }

    public static int OpenTelemetry(ActivitySource source)
    {
        using Activity? request = source.StartActivity("request");
        return ActivityCalls.Place(source, 1).Result + ActivityCalls.Place(source, 2).Result;
    }

    private static void Handle(Func<int> request)
    {
        foreach (AsyncLocal<object> other in s_others)
        {
            other.Value = s_others;
        }

        s_sink += request();
    }

    // Ten calls: Place, Price, and twice Reserve, Load, Check and Parse.
    private static class BareCalls
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static async Task<int> Place(int x) => Price(x) + await Reserve(x) + await Reserve(x + 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static async Task<int> Reserve(int x) => await Load(x) + Check(x);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static async Task<int> Load(int x)
        {
            await Task.CompletedTask;
            return x;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Check(int x) => Parse(x) + 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Parse(int x) => x * 2;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Price(int x) => x * 3;
    }

    [Traced]
    internal static class TracedCalls
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static async Task<int> Place(int x) => Price(x) + await Reserve(x) + await Reserve(x + 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static async Task<int> Reserve(int x) => await Load(x) + Check(x);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static async Task<int> Load(int x)
        {
            await Task.CompletedTask;
            return x;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int Check(int x) => Parse(x) + 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int Parse(int x) => x * 2;

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int Price(int x) => x * 3;
    }

    private static class ActivityCalls
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static async Task<int> Place(ActivitySource source, int x)
        {
            using Activity? activity = source.StartActivity("TracedCalls.Place");
            return Price(source, x) + await Reserve(source, x) + await Reserve(source, x + 1);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static async Task<int> Reserve(ActivitySource source, int x)
        {
            using Activity? activity = source.StartActivity("TracedCalls.Reserve");
            return await Load(source, x) + Check(source, x);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static async Task<int> Load(ActivitySource source, int x)
        {
            using Activity? activity = source.StartActivity("TracedCalls.Load");
            await Task.CompletedTask;
            return x;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Check(ActivitySource source, int x)
        {
            using Activity? activity = source.StartActivity("TracedCalls.Check");
            return Parse(source, x) + 1;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Parse(ActivitySource source, int x)
        {
            using Activity? activity = source.StartActivity("TracedCalls.Parse");
            return x * 2;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Price(ActivitySource source, int x)
        {
            using Activity? activity = source.StartActivity("TracedCalls.Price");
            return x * 3;
        }
    }
}
