using AutoTrace;
using Library;

await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "app");
using (AutoTracer.BeginSegment("app"))
{
    await Orders.GetAsync(1);
}
