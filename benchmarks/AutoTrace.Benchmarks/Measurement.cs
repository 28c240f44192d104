using System.Diagnostics;

namespace AutoTrace.Benchmarks;

/// <summary>
/// One case of the side-by-side run: nanoseconds and bytes of a call, on the thread that makes it. Times drift on shared
/// machines, so cases are measured in turns, round by round, and only figures of one run are compared.
/// </summary>
/// <param name="name">As printed.</param>
/// <param name="calls">Makes so many calls, in a loop of its own: a delegate for each would cost as much as some of them.</param>
/// <param name="around">Runs its argument where the calls are to be made, in a segment for example; not measured.</param>
/// <param name="settle">
/// Run after each row, not measured: lets the worker come after, as it does in a service that is not overloaded.
/// </param>
internal sealed class Measurement(
    string name, Action<int> calls, Action<Action>? around = null, Action? settle = null)
{
    // Few enough for a segment of everyday size, many enough to hide the clock that measures them.
    private const int CallsInARow = 64;
    private const int RowsInARound = 100;

    private readonly List<double> _nanoseconds = [];
    private readonly List<double> _bytes = [];

    public string Name => name;

    public double Nanoseconds => Median(_nanoseconds);

    public double Bytes => Median(_bytes);

    public void Round(bool counts)
    {
        long ticks = 0;
        long bytes = 0;
        for (int row = 0; row < RowsInARound; row++)
        {
            if (around is null)
            {
                Row();
            }
            else
            {
                around(Row);
            }

            settle?.Invoke();
        }

        if (counts)
        {
            _nanoseconds.Add(ticks * 1e9 / Stopwatch.Frequency / (RowsInARound * CallsInARow));
            _bytes.Add((double)bytes / (RowsInARound * CallsInARow));
        }

        void Row()
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            calls(CallsInARow);
            ticks += Stopwatch.GetTimestamp() - start;
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
