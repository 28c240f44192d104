using AutoTrace;
using AutoTrace.Testing;

using TraceCapture traces = TraceCapture.Start();
Work.AtCallSite();
Console.WriteLine(await traces.EndAsync());

internal static class Work
{
    [Traced]
    public static void AtCallSite()
    {
    }
}
