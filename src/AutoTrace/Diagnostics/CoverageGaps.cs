namespace AutoTrace.Diagnostics;

/// <summary>
/// What the process has been found not to trace. Calls and assemblies belong to no runtime, so there is one list; the
/// process's default runtime says the first gap of each kind.
/// </summary>
internal static class CoverageGaps
{
    /// <summary>Programs that make proxies without end do not fill the memory.</summary>
    private const int Limit = 1000;

    private static readonly Dictionary<string, CoverageGap> s_all = new(StringComparer.Ordinal);
    private static int s_kindsSaid;
    private static RuntimeLog? s_log;

    /// <summary>The default runtime's; null while none is running.</summary>
    public static RuntimeLog? Log
    {
        get => Volatile.Read(ref s_log);
        set => Volatile.Write(ref s_log, value);
    }

    public static IReadOnlyList<CoverageGap> All
    {
        get
        {
            lock (s_all)
            {
                return [.. s_all.Values];
            }
        }
    }

    /// <param name="gap">Listed once.</param>
    /// <param name="log">Where the first of its kind is said; null for nowhere.</param>
    public static void Add(CoverageGap gap, RuntimeLog? log)
    {
        if (TryAdd(gap) && log is not null && IsFirst(gap.Kind))
        {
            log.Warning($"{gap.Message} Said once of its kind; AutoTraceRuntime.CoverageGaps lists all.");
        }
    }

    private static bool TryAdd(CoverageGap gap)
    {
        lock (s_all)
        {
            return s_all.Count < Limit && s_all.TryAdd($"{gap.Kind}: {gap.Subject}", gap);
        }
    }

    private static bool IsFirst(CoverageGapKind kind)
    {
        int flag = 1 << (int)kind;
        return (Interlocked.Or(ref s_kindsSaid, flag) & flag) == 0;
    }
}
