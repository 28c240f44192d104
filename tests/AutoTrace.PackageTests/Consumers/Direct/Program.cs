using AutoTrace;
using Microsoft.Extensions.DependencyInjection;

await using var tracing = AutoTraceRuntime.Start(o => o.SendToXRay());

using (AutoTracer.BeginSegment("direct"))
{
    Work.AtCallSite();
}

internal static class Work
{
    [Traced]
    public static void AtCallSite()
    {
    }
}
