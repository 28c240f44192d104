namespace AutoTrace.Generators.Tests.Harness;

/// <summary>Goes on by a microsecond whenever it is read, so that no two spans start at once.</summary>
internal sealed class OrderedClock : TimeProvider
{
    private long _timestamp;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => Interlocked.Increment(ref _timestamp);
}
