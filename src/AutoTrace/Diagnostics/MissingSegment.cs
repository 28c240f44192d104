using AutoTrace.Model;

namespace AutoTrace.Diagnostics;

/// <summary>
/// Traced calls outside any segment. They belong to no runtime, so the process's default one counts them and, the first
/// time, says how to mend it.
/// </summary>
internal sealed class MissingSegment(Counters counters, RuntimeLog log, ContextMissingStrategy strategy)
{
    private static MissingSegment? s_default;

    private int _said;

    /// <summary>The default runtime's; null while none is running.</summary>
    public static MissingSegment? Default
    {
        get => Volatile.Read(ref s_default);
        set => Volatile.Write(ref s_default, value);
    }

    public static void Report(SpanName name) => Default?.Add(name);

    private void Add(SpanName name)
    {
        counters.AddWithoutSegment();
        if (strategy == ContextMissingStrategy.LogError && _said == 0 && Interlocked.Exchange(ref _said, 1) == 0)
        {
            log.Warning(
                $"'{name}' was called while no segment was open, so it was not traced. ASP.NET Core requests open one by " +
                "themselves; elsewhere put `using (AutoTracer.BeginSegment(\"name\"))` around the work. Said once; " +
                "AWS_XRAY_CONTEXT_MISSING=IGNORE_ERROR silences it, and Counters.CallsWithoutSegment counts on.");
        }
    }
}
