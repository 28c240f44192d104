using System.Diagnostics;
using System.Globalization;

namespace AutoTrace.Benchmarks;

/// <summary>
/// What starting AutoTrace costs: the start of a process with it and without, in turns, and <c>AutoTraceRuntime.Start</c> in a
/// process that has started it before.
/// </summary>
internal static class Start
{
    private const int Rounds = 31;

    /// <summary>
    /// What the child process does: nothing, or start tracing. It says how long that took by itself, then the CPU time of
    /// all its threads.
    /// </summary>
    public static void Run(string what)
    {
        long start = Stopwatch.GetTimestamp();
        AutoTraceRuntime? runtime = what == "traced" ? AutoTraceRuntime.Start(Configure) : null;
        Say(Milliseconds(start));

        // The background thread ends when it has done its part of the start.
        runtime?.Dispose();
        Say(Environment.CpuUsage.TotalTime.TotalMilliseconds);
        Process.GetCurrentProcess().Kill();
    }

    public static void Print(TextWriter output)
    {
        List<Child> plain = [];
        List<Child> traced = [];
        List<double> warm = [];
        for (int round = -1; round < Rounds; round++)
        {
            Child without = StartProcess("plain");
            Child with = StartProcess("traced");
            double again = StartAgain();

            // The first round fills the caches of the file system.
            if (round >= 0)
            {
                plain.Add(without);
                traced.Add(with);
                warm.Add(again);
            }
        }

        Line("start.process_plain_ms", Median([.. plain.Select(child => child.Whole)]));
        Line("start.process_traced_ms", Median([.. traced.Select(child => child.Whole)]));
        Line("start.process_added_ms", Median([.. traced.Zip(plain, (with, without) => with.Whole - without.Whole)]));
        Line("start.cpu_added_ms", Median([.. traced.Zip(plain, (with, without) => with.Cpu - without.Cpu)]));
        Line("start.first_ms", Median([.. traced.Select(child => child.Inside)]));
        Line("start.warm_ms", Median(warm));

        void Line(string name, double value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.00}"));
    }

    private static Child StartProcess(string what)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = ChildProcess.Start("--start-child", what);
        double inside = Read();
        double whole = Milliseconds(start);
        double cpu = Read();
        process.WaitForExit();
        return new Child(whole, inside, cpu);

        double Read() => double.Parse(
            process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The child '{what}' said too little."),
            CultureInfo.InvariantCulture);
    }

    private static double StartAgain()
    {
        long start = Stopwatch.GetTimestamp();
        AutoTraceRuntime runtime = AutoTraceRuntime.Start(Configure);
        double elapsed = Milliseconds(start);
        runtime.Dispose();
        return elapsed;
    }

    private static void Configure(AutoTraceOptions options)
    {
        options.ServiceName = "start";
        options.OnInformation = null;
        options.OnWarning = null;
    }

    private static void Say(double milliseconds)
    {
        Console.Out.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
    }

    private static double Milliseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <param name="Whole">Milliseconds until it has said that it is there, or that AutoTrace has started.</param>
    /// <param name="Inside">Those that it says it has waited for AutoTrace.</param>
    /// <param name="Cpu">CPU time of all its threads, when AutoTrace has stopped again.</param>
    private sealed record Child(double Whole, double Inside, double Cpu);
}
