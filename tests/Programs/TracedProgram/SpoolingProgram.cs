using System.Globalization;

namespace AutoTrace.TracedProgram;

/// <summary>A program that nobody takes the segments of, with a spool, until it is ended.</summary>
internal static class SpoolingProgram
{
    private const int Segments = 5000;

    // More than make the spool take some, less than memory holds.
    private const int MostInMemory = 600;

    public static int Run(string folder)
    {
        AutoTraceRuntime runtime = AutoTraceRuntime.Start(options =>
        {
            options.ServiceName = "spooling";
            options.Export = ExportTarget.Tcp;
            options.Batches.HeldBytes = 1 << 20;
            options.Batches.SpoolFolder = folder;
            options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
        });
        for (int number = 0; number < Segments; number++)
        {
            using (TraceScope segment = runtime.BeginSegment("spooling"))
            {
                segment.Span.Annotate("number", number);
                segment.Span.AddMetadata("text", new string('x', 1000));
            }

            while (runtime.Counters is var counters && number - counters.Spooled - counters.Dropped > MostInMemory)
            {
                Thread.Sleep(1);
            }
        }

        while (runtime.Counters is { Produced: < Segments } or { Spooled: 0 })
        {
            Thread.Sleep(1);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready, {runtime.Counters.Dropped} lost"));
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }
}
