using AutoTrace.Export;
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

    [Fact]
    public async Task AnAddressThatDoesNotResolveIsNotResolvedAgainForEveryDocument()
    {
        const string Host = "asked-once.invalid";
        using Heard resolutions = new("System.Net.NameResolution");
        ManualTimeProvider clock = new();
        using Recording recording = Sending(Host, clock);
        for (int i = 0; i < 5; i++)
        {
            using (recording.BeginSegment())
            {
            }
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 5, DroppedExportFailed = 5 }, counters);
        Assert.Equal(1, Count());

        clock.Advance(TimeSpan.FromSeconds(1));
        using (recording.BeginSegment())
        {
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(2, Count());

        int Count() => resolutions.Events.Count(e => e.EventName == "ResolutionStart" && Host.Equals(e.Payload![0]));
    }

    [Fact]
    public void APauseDoublesUpToAMinuteAndEndsWithSuccess()
    {
        ManualTimeProvider clock = new();
        Backoff backoff = new(clock);
        Assert.True(backoff.IsOver);
        foreach (int seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            backoff.Failed();
            clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.False(backoff.IsOver);
            clock.Advance(TimeSpan.FromTicks(1));
            Assert.True(backoff.IsOver);
        }

        backoff.Succeeded();
        backoff.Failed();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(backoff.IsOver);
    }

    [Fact]
    public async Task ADatagramThatTheSystemDoesNotTakeIsCountedAndTheNextOnesAreSmaller()
    {
        using FakeDaemon daemon = new();
        Assert.True(DaemonEndpoint.TryParse(daemon.Address, out DaemonEndpoint? endpoint));
        using Recording recording = new(options =>
        {
            // More than IPv4 has room for, so that the system refuses for real.
            options.Exporter = new UdpExporter(endpoint, TimeProvider.System, maxDocumentBytes: 80_000);
        });
        Task<TraceCounters> SendAsync()
        {
            using (recording.BeginSegment("large"))
            {
                for (int i = 0; i < 10; i++)
                {
                    using TraceScope span = AutoTracer.BeginSubsegment("part");
                    span.Span.AddMetadata("text", new string('x', 7_000));
                }
            }

            return recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        }

        Assert.Equal(new TraceCounters { Produced = 11, DroppedDocumentTooLarge = 11 }, await SendAsync());
        Assert.Equal(
            new TraceCounters { Produced = 22, Sent = 11, DroppedDocumentTooLarge = 11 }, await SendAsync());
        await daemon.WaitForAsync("11 spans", documents => TraceTree.Of(documents).Nodes.Count() == 11);
        daemon.AssertValid();
    }

    private static Recording Sending(string address, TimeProvider? clock = null) => new(options =>
    {
        options.Exporter = null;
        options.DaemonAddress = address;
        options.TimeProvider = clock ?? TimeProvider.System;
    });
}
