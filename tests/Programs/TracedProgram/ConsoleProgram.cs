using System.Runtime.InteropServices;

namespace AutoTrace.TracedProgram;

/// <summary>
/// A program without a host that ends as it is told, with segments closed at the last moment: by hooks that were there
/// before AutoTrace's and so run just before them.
/// </summary>
internal static class ConsoleProgram
{
    private const int LastSegments = 100;

    public static int Run(string how)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Segments.Close("ProcessExit", LastSegments);
        using PosixSignalRegistration interrupt =
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Segments.Close("SIGINT", LastSegments));
        AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "console");

        switch (how)
        {
            case "dispose":
                Segments.Close("last", LastSegments);
                runtime.Dispose();
                break;
            case "exit":
                Environment.Exit(3);
                break;
            case "signal":
                Console.WriteLine("ready");
                Thread.Sleep(Timeout.Infinite);
                break;
        }

        return 0;
    }
}
