namespace AutoTrace.Tests.Buffering;

/// <summary>Where segments come one after the other, the worker pauses between them and nobody wakes it.</summary>
public sealed class WorkerPausesTests
{
    [Fact]
    public async Task SegmentsThatEndBeforeDuringAndAfterAPauseAreSentWithoutAFlush()
    {
        using Recording recording = new();
        long ended = 0;
        for (int burst = 0; burst < 200; burst++)
        {
            // One wakes the worker, several make it pause, the last one comes during the pause or just after it.
            int segments = 1 + (burst % 5);
            for (int i = 0; i < segments; i++)
            {
                recording.BeginSegment().Dispose();
            }

            ended += segments;
            await Eventually.EqualAsync(ended, () => recording.Runtime.Counters.Sent);
        }
    }
}
