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

    /// <summary>What the child process does: nothing, or start tracing; it says how long that took by itself.</summary>
    public static void Run(string what)
    {
        long start = Stopwatch.GetTimestamp();
        AutoTraceRuntime? runtime = what == "traced" ? AutoTraceRuntime.Start(Configure) : null;
        Console.Out.WriteLine(Milliseconds(start).ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();

        // The end is not the start's; what is delivered at the end of a process has bounds of its own.
        GC.KeepAlive(runtime);
        Process.GetCurrentProcess().Kill();
    }

    public static void Print(TextWriter output)
    {
        (List<double> plain, List<double> traced, List<double> first, List<double> warm) = ([], [], [], []);
        for (int round = -1; round < Rounds; round++)
        {
            (double without, _) = StartProcess("plain");
            (double with, double inside) = StartProcess("traced");
            double again = StartAgain();

            // The first round fills the caches of the file system.
            if (round >= 0)
            {
                plain.Add(without);
                traced.Add(with);
                first.Add(inside);
                warm.Add(again);
            }
        }

        Line("start.process_plain_ms", Median(plain));
        Line("start.process_traced_ms", Median(traced));
        Line("start.process_added_ms", Median([.. traced.Zip(plain, (with, without) => with - without)]));
        Line("start.first_ms", Median(first));
        Line("start.warm_ms", Median(warm));

        void Line(string name, double value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.00}"));
    }

    /// <returns>Milliseconds until the process has said so, and those that it says it has spent itself.</returns>
    private static (double Whole, double Inside) StartProcess(string what)
    {
        ProcessStartInfo info = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            info.ArgumentList.Add(typeof(Start).Assembly.Location);
        }

        info.ArgumentList.Add("--start-child");
        info.ArgumentList.Add(what);
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(info)!;
        string said = process.StandardOutput.ReadLine() ??
            throw new InvalidOperationException($"The child process '{what}' said nothing.");
        double whole = Milliseconds(start);
        process.WaitForExit();
        return (whole, double.Parse(said, CultureInfo.InvariantCulture));
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

    private static double Milliseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
