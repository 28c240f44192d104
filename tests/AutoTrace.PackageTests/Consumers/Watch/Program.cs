using AutoTrace;

await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "watch");
while (true)
{
    using (AutoTracer.BeginSegment("watch"))
    {
        Work.Round();
    }

    await Task.Delay(100);
}
