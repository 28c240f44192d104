using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Export;

/// <summary>Documents over a real socket.</summary>
public sealed class UdpExporterTests
{
    [Fact]
    public async Task ASegmentArrivesAtTheDaemonInADatagram()
    {
        using FakeDaemon daemon = new();
        using Recording recording = Sending(daemon.Address);
        using (recording.BeginSegment("orders"))
        {
            Traced("Orders.Place", () => { });
        }

        await daemon.WaitForDocumentsAsync(1);
        daemon.AssertValid();
        Assert.Equal("orders [segment]\n  Orders.Place", daemon.Tree.Render());
    }

    [Fact]
    public async Task WhenNobodyListensEveryRecordIsCountedAsRefusedAndItIsSaidOnce()
    {
        string address;
        using (FakeDaemon gone = new())
        {
            address = gone.Address;
        }

        using Recording recording = Sending(address);
        for (int i = 0; i < 5; i++)
        {
            using (recording.BeginSegment())
            {
                Traced("span", () => { });
            }

            await recording.Runtime.FlushAsync(Eventually.Deadline);
        }

        Assert.Equal(new TraceCounters { Produced = 10, DroppedRefused = 10 }, recording.Runtime.Counters);
        string warning = Assert.Single(recording.Warnings);
        Assert.Contains($"Nobody listens at udp {address}", warning, StringComparison.Ordinal);
        Assert.Contains("AWS_XRAY_DAEMON_ADDRESS", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADaemonThatComesBackGetsWhatIsSentFromThenOn()
    {
        FakeDaemon first = new();
        int port = first.EndPoint.Port;
        using Recording recording = Sending(first.Address);
        first.Dispose();
        using (recording.BeginSegment("refused"))
        {
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        using FakeDaemon second = new(port);
        using (recording.BeginSegment("accepted"))
        {
        }

        await second.WaitForDocumentsAsync(1);
        Assert.Equal("accepted [segment]", second.Tree.Render());
        Assert.Equal(1, recording.Runtime.Counters.DroppedRefused);
    }

    [Fact]
    public async Task ASegmentOfManySpansArrivesWholeInDatagramsThatFit()
    {
        using FakeDaemon daemon = new();
        using Recording recording = Sending(daemon.Address);
        using (recording.BeginSegment("large"))
        {
            for (int i = 0; i < 3000; i++)
            {
                Traced("Some.Method", () => { });
            }
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 3001, Sent = 3001 }, counters);
        await daemon.WaitForAsync("3001 spans", documents => TraceTree.Of(documents).Nodes.Count() == 3001);
        daemon.AssertValid();
        Assert.Equal(3000, daemon.Tree["large"].Children.Count);
    }

    [Fact]
    public async Task AnAddressThatDoesNotResolveIsCountedAndNamed()
    {
        using Recording recording = Sending("no-such-host.invalid:2000");
        using (recording.BeginSegment())
        {
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 1, DroppedExportFailed = 1 }, counters);
        Assert.Contains("no-such-host.invalid:2000", Assert.Single(recording.Warnings), StringComparison.Ordinal);
    }

    private static Recording Sending(string address) => new(options =>
    {
        options.Exporter = null;
        options.DaemonAddress = address;
    });
}
