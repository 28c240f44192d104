using OpenTelemetry.Trace;

namespace AutoTrace.Benchmarks;

/// <summary>Empties OpenTelemetry's queue between rounds.</summary>
internal static class OpenTelemetryFlush
{
    // Without a bound it has been seen to wait for ever for an export that is not coming.
    private const int LimitMilliseconds = 2_000;

    public static void Wait(TracerProvider provider) => provider.ForceFlush(LimitMilliseconds);
}
