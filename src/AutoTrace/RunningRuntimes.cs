using System.Runtime.InteropServices;
using AutoTrace.Diagnostics;
using AutoTrace.Instrumentation;
using AutoTrace.Spans;

namespace AutoTrace;

/// <summary>
/// The runtimes of this process, oldest first: the oldest is the default, and all of them are stopped when the process
/// ends.
/// </summary>
internal static class RunningRuntimes
{
    private static readonly object s_gate = new();
    private static readonly List<AutoTraceRuntime> s_running = [];
    private static AutoTraceRuntime? s_oldest;
    private static PosixSignalRegistration[]? s_signals;

    public static AutoTraceRuntime? Oldest => Volatile.Read(ref s_oldest);

    public static void Add(AutoTraceRuntime runtime)
    {
        lock (s_gate)
        {
            HookProcessEnd();
            s_running.Add(runtime);
            Publish();
        }
    }

    public static void Remove(AutoTraceRuntime runtime)
    {
        lock (s_gate)
        {
            s_running.Remove(runtime);
            Publish();
        }
    }

    private static void Publish()
    {
        AutoTraceRuntime? oldest = null;
        bool tracesHttpClient = false;
        foreach (AutoTraceRuntime runtime in s_running)
        {
            oldest ??= runtime.Options.MayBeDefault ? runtime : null;
            tracesHttpClient |= runtime.Options.TraceHttpClient;
        }

        Volatile.Write(ref s_oldest, oldest);
        Tracing.DefaultQueue = oldest?.Queue;
        MissingSegment.Default = oldest?.MissingSegment;
        CoverageGaps.Log = oldest?.Log;
        Tracing.IsOn = s_running.Count > 0;
        HttpClientTracing.Set(tracesHttpClient);
    }

    /// <summary>
    /// The end of the process delivers what is waiting, within each runtime's ShutdownTimeout. ProcessExit covers the
    /// return from Main and Environment.Exit; signals end a process without it (SIGTERM and SIGHUP since .NET 10), so
    /// they are asked for themselves. None is cancelled: what the process does about it stays as it was.
    /// </summary>
    private static void HookProcessEnd()
    {
        if (s_signals is not null)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();

        // A crash ends the process without it, and is what one wants to have traces of most.
        AppDomain.CurrentDomain.UnhandledException += (_, crash) => EndAll(crash);
        s_signals = OperatingSystem.IsBrowser() || OperatingSystem.IsAndroid()
            ? []
            :
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, static _ => BraceAll()),
                PosixSignalRegistration.Create(PosixSignal.SIGQUIT, static _ => BraceAll()),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, static _ => BraceAll()),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, static _ => BraceAll()),
            ];
    }

    private static void StopAll()
    {
        foreach (AutoTraceRuntime runtime in Snapshot())
        {
            runtime.Dispose();
        }
    }

    private static void EndAll(UnhandledExceptionEventArgs crash)
    {
        if (crash.IsTerminating)
        {
            foreach (AutoTraceRuntime runtime in Snapshot())
            {
                Crash.EndOpen(runtime.Queue, crash.ExceptionObject as Exception);
            }
        }

        BraceAll();
    }

    // A host may well survive the signal for a while and trace on, so nothing is stopped here.
    private static void BraceAll()
    {
        foreach (AutoTraceRuntime runtime in Snapshot())
        {
            runtime.Brace();
        }
    }

    private static AutoTraceRuntime[] Snapshot()
    {
        lock (s_gate)
        {
            return [.. s_running];
        }
    }
}
