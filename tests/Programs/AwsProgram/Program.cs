using AutoTrace;
using Microsoft.Extensions.DependencyInjection;

// Sends straight to X-Ray, with credentials that the environment leads to.
await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.SendToXRay());
using (AutoTracer.BeginSegment("native"))
{
    Work.Charge(3);
}

TraceCounters counters = await runtime.FlushAsync(TimeSpan.FromSeconds(30));
return counters.Sent == 2 ? 0 : 1;

internal static class Work
{
    [Traced]
    public static int Charge([Annotate] int pieces) => pieces + 1;
}
