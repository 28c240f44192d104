using System.Diagnostics;

namespace AutoTrace.Benchmarks;

/// <summary>The loops that are measured, one for each case: what is called in them is known where they are compiled.</summary>
internal static class Calls
{
    private static int s_sink;
    private static long s_ticks;

    public static void Floor(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_ticks += Stopwatch.GetTimestamp() + Stopwatch.GetTimestamp();
        }
    }

    public static void Activity(int count, ActivitySource source)
    {
        for (int i = 0; i < count; i++)
        {
            source.StartActivity("x")?.Dispose();
        }
    }

    public static void Bare(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_sink += Workload.Bare(1);
        }
    }

    public static void Sync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_sink += Workload.Sync(1);
        }
    }

    public static void Forking(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_sink += Workload.Forking(1);
        }
    }

    public static void AsyncCompleted(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_sink += Workload.AsyncCompleted().Result;
        }
    }

    public static void BareSuspended(int count)
    {
        for (int i = 0; i < count; i++)
        {
            TaskCompletionSource source = new();
            Task<int> task = Workload.BareSuspended(source);
            source.SetResult();
            s_sink += task.Result;
        }
    }

    public static void AsyncSuspended(int count)
    {
        for (int i = 0; i < count; i++)
        {
            TaskCompletionSource source = new();
            Task<int> task = Workload.AsyncSuspended(source);
            source.SetResult();
            s_sink += task.Result;
        }
    }

    public static void AnnotatedNumber(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_sink += Workload.AnnotatedNumber(7);
        }
    }

    public static void AnnotatedText(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_sink += Workload.AnnotatedText("espresso");
        }
    }
}
