using OpenTelemetry.Trace;

namespace AutoTrace.Benchmarks;

/// <summary>Empties OpenTelemetry's queue between rounds.</summary>
internal static class OpenTelemetryFlush
{
    // Without a bound it has been seen to wait for ever, after all was exported; a queue is empty within milliseconds.
    private const int LimitMilliseconds = 100;

    public static void Wait(TracerProvider provider) => provider.ForceFlush(LimitMilliseconds);
}
