namespace AutoTrace.Aws;

/// <summary>Requests that failed, by kind: what X-Ray's telemetry counts. Any thread.</summary>
internal sealed class ConnectionErrors
{
    public const int Kinds = (int)ConnectionError.Other + 1;

    private readonly int[] _counts = new int[Kinds];

    public void Add(ConnectionError kind) => Interlocked.Increment(ref _counts[(int)kind]);

    /// <summary>How many of each kind there were so far.</summary>
    public int[] Snapshot() => [.. _counts];
}
