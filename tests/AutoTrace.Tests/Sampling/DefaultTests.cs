namespace AutoTrace.Tests.Sampling;

/// <summary>What is recorded where nobody says anything about sampling.</summary>
public sealed class DefaultTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task OneSegmentASecondIsRecordedAndFewOfTheOthers()
    {
        using Recording recording = Start(everything: false);
        for (int second = 0; second < 10; second++)
        {
            Assert.True(IsSampled(recording), $"The first of second {second} was not.");
            Repeat(recording, 99);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        // 10, and 5 % of 990: 50 with a standard deviation of 7.
        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.InRange(counters.Sent, 15, 130);
        Assert.Equal((1000, 1000 - counters.Sent), (counters.Produced, counters.NotKept));
    }

    [Fact]
    public async Task EverythingIsRecordedForThoseWhoAskForItUnlessAnotherServiceDecided()
    {
        using Recording recording = Start(everything: true);
        Repeat(recording, 99);
        TraceHeader decided = new() { Sampled = SamplingDecision.NotSampled };
        recording.Runtime.BeginSegment("decided", new SegmentOptions { Header = decided }).Dispose();

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 100, Sent = 99, NotKept = 1 }, counters);
    }

    private static void Repeat(Recording recording, int times)
    {
        for (int i = 0; i < times; i++)
        {
            IsSampled(recording);
        }
    }

    private static bool IsSampled(Recording recording)
    {
        using TraceScope segment = recording.BeginSegment();
        return segment.Span.Header.Sampled == SamplingDecision.Sampled;
    }

    private Recording Start(bool everything) => new(options =>
    {
        options.SampleEverything = everything;
        options.TimeProvider = _clock;
    });
}
