using System.Runtime.InteropServices;

namespace AutoTrace.TracedProgram;

/// <summary>
/// A program without a host that ends as it is told. Whatever ends it first closes segments, just before AutoTrace
/// hears of it.
/// </summary>
internal static class ConsoleProgram
{
    private static int s_lastSegments = 100;

    public static int Run(string how)
    {
        // Of two hooks around AutoTrace's own one comes first, whichever order the platform calls them in.
        using PosixSignalRegistration? before = OnSignal(how);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => CloseLast("ProcessExit");
        AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "console");
        using PosixSignalRegistration? after = OnSignal(how);

        switch (how)
        {
            case "dispose":
                CloseLast("dispose");
                runtime.Dispose();
                break;
            case "crash":
                CloseLast("crash");
                throw new InvalidOperationException("nobody catches this");
            case "crash while open":
                // Not here: an async Main unwinds before the process ends.
                new Thread(CrashWhileOpen).Start();
                Thread.Sleep(Timeout.Infinite);
                break;
            case "open":
                using (AutoTracer.BeginSegment("open"))
                {
                    Console.WriteLine("ready");
                    Thread.Sleep(Timeout.Infinite);
                }

                break;
            case "exit":
                Environment.Exit(3);
                break;
            case "return":
                break;
            default:
                Console.WriteLine("ready");
                Thread.Sleep(Timeout.Infinite);
                break;
        }

        return 0;
    }

    /// <summary>Two requests are open when the exception of one of them ends the process.</summary>
    private static void CrashWhileOpen()
    {
        using ManualResetEventSlim isOpen = new();
        Thread other = new(() =>
        {
            using (AutoTracer.BeginSegment("other"))
            using (AutoTracer.BeginSubsegment("waits"))
            {
                isOpen.Set();
                Thread.Sleep(Timeout.Infinite);
            }
        });
        other.Start();
        isOpen.Wait();
        using (AutoTracer.BeginSegment("guilty"))
        {
            AutoTracer.BeginSubsegment("done").Dispose();
            using (AutoTracer.BeginSubsegment("throws"))
            {
                throw new InvalidOperationException("nobody catches this");
            }
        }
    }

    private static PosixSignalRegistration? OnSignal(string how) => Enum.TryParse(how, out PosixSignal signal)
        ? PosixSignalRegistration.Create(signal, _ => CloseLast(how))
        : null;

    private static void CloseLast(string name) => Segments.Close(name, Interlocked.Exchange(ref s_lastSegments, 0));
}
