using AutoTrace.Diagnostics;
using AutoTrace.Export;

namespace AutoTrace.Tests.Diagnostics;

/// <summary>What AutoTrace says by itself, and how often.</summary>
public sealed class SpeaksUpTests
{
    [Fact]
    public async Task OneLineAtStartNamesServiceRegionDestinationAndSampling()
    {
        List<string> said = [];
        using Recording recording = new(options =>
        {
            options.Exporter = null;
            options.DaemonAddress = "127.0.0.1:2999";
            options.OnInformation = said.Add;
        });
        await recording.Runtime.FlushAsync(Eventually.Deadline);
        string line = Assert.Single(said);
        Assert.Contains("service 'test'", line, StringComparison.Ordinal);
        Assert.Contains("region ", line, StringComparison.Ordinal);
        Assert.Contains("udp 127.0.0.1:2999", line, StringComparison.Ordinal);
        Assert.Contains("sampling: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMinuteWithNothingAcceptedIsSaidOnceWithCauseAndRemedy()
    {
        ManualTimeProvider clock = new();
        string address;
        using (FakeDaemon gone = new())
        {
            address = gone.Address;
        }

        using Recording recording = new(options =>
        {
            options.TimeProvider = clock;
            options.Exporter = null;
            options.DaemonAddress = address;
        });
        using (recording.BeginSegment())
        {
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        recording.Warnings.Clear();
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(recording.Warnings);
        clock.Advance(TimeSpan.FromMinutes(10));
        string warning = Assert.Single(recording.Warnings);
        Assert.Contains($"Nobody listens at udp {address}", warning, StringComparison.Ordinal);
        Assert.Contains("autotrace", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASilenceThatBeginsLaterIsSaidAndSaidAgainAfterSomethingWasAccepted()
    {
        ManualTimeProvider clock = new();
        using SwitchedExporter exporter = new();
        using Recording recording = new(options =>
        {
            options.TimeProvider = clock;
            options.Exporter = exporter;
        });
        for (int i = 0; i < 2; i++)
        {
            exporter.Accepts = true;
            await PassAsync(minutes: 3);
            Assert.Empty(recording.Warnings);

            exporter.Accepts = false;
            await PassAsync(minutes: 3);
            Assert.Contains("none was accepted by a switch", Assert.Single(recording.Warnings), StringComparison.Ordinal);
            recording.Warnings.Clear();
        }

        async Task PassAsync(int minutes)
        {
            for (int i = 0; i < minutes * 6; i++)
            {
                recording.BeginSegment().Dispose();
                await recording.Runtime.FlushAsync(Eventually.Deadline);
                clock.Advance(TimeSpan.FromSeconds(10));
            }
        }
    }

    [Fact]
    public async Task NothingIsSaidWhereNothingIsMade()
    {
        ManualTimeProvider clock = new();
        using Recording recording = new(options => options.TimeProvider = clock);
        recording.BeginSegment().Dispose();
        await recording.Runtime.FlushAsync(Eventually.Deadline);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(recording.Warnings);
    }

    [Fact]
    public async Task AMinuteInWhichSomethingArrivedIsNotWorthAWord()
    {
        ManualTimeProvider clock = new();
        using Recording recording = new(options => options.TimeProvider = clock);
        using (recording.BeginSegment())
        {
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(recording.Warnings);
    }

    [Fact]
    public async Task ACallbackThatThrowsHarmsNothing()
    {
        using Recording recording = new(options => options.OnInformation = _ => throw new InvalidOperationException("no"));
        using (recording.BeginSegment())
        {
        }

        Assert.Equal("segment [segment]", (await recording.TreeAsync()).Render());
    }

    private sealed class SwitchedExporter : SegmentExporter
    {
        private DeliveryReport _report = null!;

        public bool Accepts { get; set; }

        public override string Description => "a switch";

        internal override void Attach(DeliveryReport report) => _report = report;

        internal override void Export(ReadOnlySpan<byte> document, int records)
        {
            if (Accepts)
            {
                _report.Sent(records);
            }
            else
            {
                _report.Dropped(records, DropReason.ExportFailed);
            }
        }

        internal override void Settle()
        {
        }
    }
}
