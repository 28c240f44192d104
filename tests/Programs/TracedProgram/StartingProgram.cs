using System.Globalization;
using System.Runtime;

namespace AutoTrace.TracedProgram;

/// <summary>Tells what the start of AutoTrace takes of a program that then does nothing.</summary>
internal static class StartingProgram
{
    public static int Run()
    {
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        using AutoTraceRuntime runtime = AutoTraceRuntime.Start(Configure);
        long compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        Console.WriteLine(compiled.ToString(CultureInfo.InvariantCulture));

        // When this returns the background thread has done its part too.
        runtime.FlushAsync(TimeSpan.FromSeconds(30)).AsTask().Wait();
        foreach (System.Reflection.Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            Console.WriteLine(assembly.GetName().Name);
        }

        return 0;
    }

    private static void Configure(AutoTraceOptions options)
    {
        options.ServiceName = "starting";
        options.OnInformation = null;
    }
}
