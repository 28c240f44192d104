using System.Diagnostics;

namespace AutoTrace.AspNetCore;

/// <summary>
/// New trace ids in X-Ray's form, which begins with the time, for the requests that come without one.
/// </summary>
internal static class XRayTraceIds
{
    /// <summary>
    /// Sets the process's generator, unless the application has set one or uses the OpenTelemetry SDK: its ratio
    /// sampler takes the first bytes of the id for random. X-Ray accepts W3C's ids as well.
    /// </summary>
    public static void UseForActivities()
    {
        if (Activity.TraceIdGenerator is null &&
            Type.GetType("OpenTelemetry.Sdk, OpenTelemetry", throwOnError: false) is null)
        {
            Activity.TraceIdGenerator = static () => TraceId.New(DateTimeOffset.UtcNow).ToActivityTraceId();
        }
    }
}
