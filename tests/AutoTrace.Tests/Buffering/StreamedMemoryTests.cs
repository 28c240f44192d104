using AutoTrace.Export;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Buffering;

/// <summary>What a segment takes that is streamed. Measured of the whole process, while no other test runs.</summary>
[Collection(ProcessWide.Name)]
public sealed class StreamedMemoryTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task ASegmentThatStaysOpenTakesBoundedMemory()
    {
        const int Calls = 100_000;
        using Recording recording = new(options =>
        {
            options.TimeProvider = _clock;
            options.Exporter = new ForgetfulExporter();
        });
        recording.WaitForStart();
        using TraceScope scope = recording.BeginSegment();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await recording.Runtime.FlushAsync(Eventually.Deadline);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Calls; i++)
        {
            Traced("call", () => AutoTracer.Current.Annotate("number", 1));
            scope.Span.Annotate("progress", i);
            scope.Span.AddMetadata("progress", i);
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(grown, long.MinValue, 12 << 20);

        scope.Dispose();
        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(Calls + 1, counters.Produced);
        Assert.Equal(counters.Produced, counters.Sent + counters.Dropped);
        Assert.InRange(counters.DetailsLeftOut, 1, 2 * Calls);
    }

    private sealed class ForgetfulExporter : SegmentExporter
    {
        private DeliveryReport _report = null!;

        public override string Description => "nowhere";

        internal override void Attach(DeliveryReport report) => _report = report;

        internal override void Export(ReadOnlySpan<byte> document, int records) => _report.Sent(records);

        internal override void Settle()
        {
        }
    }
}
