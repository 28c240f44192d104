namespace AutoTrace.Tests.Sampling;

/// <summary>In Lambda the segment is Lambda's own: what is kept below an unsampled one would hang in the air.</summary>
[Collection(ProcessWide.Name)]
public sealed class TailKeepInLambdaTests : IDisposable
{
    private const string Variable = "AWS_LAMBDA_FUNCTION_NAME";

    public TailKeepInLambdaTests() => Environment.SetEnvironmentVariable(Variable, "orders");

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Fact]
    public async Task NothingIsKept()
    {
        using Recording recording = new();
        TraceHeader header = new() { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.NotSampled };
        using (TraceScope segment = recording.Runtime.BeginSegment("unsampled", new SegmentOptions { Header = header }))
        {
            segment.Span.MarkFault();
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 1, NotKept = 1 }, counters);
    }
}
