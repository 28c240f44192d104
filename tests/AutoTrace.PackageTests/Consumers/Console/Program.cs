using AutoTrace;

await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "console");
using (AutoTracer.BeginSegment("console"))
{
    await Work.AtCallSiteAsync(1);
    await Work.AroundBodyAsync();
}

internal static partial class Work
{
    [Traced]
    public static async Task AtCallSiteAsync([Annotate] int number) => await Task.Delay(number);

    [Traced]
    public static partial Task AroundBodyAsync();

    private static async Task AroundBodyAsyncCore() => await Task.Yield();
}
