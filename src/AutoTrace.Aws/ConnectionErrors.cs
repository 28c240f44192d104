namespace AutoTrace.Aws;

/// <summary>Requests that failed, by kind, since they were last asked for: what X-Ray's telemetry counts.</summary>
internal sealed class ConnectionErrors
{
    private readonly int[] _counts = new int[Kinds];

    private const int Kinds = (int)ConnectionError.Other + 1;

    public void Add(ConnectionError kind) => Interlocked.Increment(ref _counts[(int)kind]);

    /// <summary>How many of that kind there were since this was last called.</summary>
    public int Take(ConnectionError kind) => Interlocked.Exchange(ref _counts[(int)kind], 0);
}
