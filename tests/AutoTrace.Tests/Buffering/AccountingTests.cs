using AutoTrace.Export;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Buffering;

/// <summary>Produced = sent + not kept + dropped, exactly.</summary>
public sealed class AccountingTests
{
    [Fact]
    public async Task EverySegmentAndSubsegmentCountsOnce()
    {
        using Recording recording = new();
        for (int i = 0; i < 10; i++)
        {
            using (recording.BeginSegment())
            {
                Traced("one", () => Traced("two", () => { }));
            }
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 30, Sent = 30 }, counters);
    }

    [Fact]
    public async Task WithoutTailKeepAnUnsampledSegmentIsCountedAsNotKeptAndNothingBelowItIsRecorded()
    {
        using Recording recording = new(options => options.TailKeep = false);
        TraceHeader header = new() { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.NotSampled };
        using (recording.Runtime.BeginSegment("unsampled", new SegmentOptions { Header = header }))
        {
            Assert.False(AutoTracer.Current.IsRecording);
            Assert.Equal(SamplingDecision.NotSampled, AutoTracer.Current.Header.Sampled);
            Assert.Equal(header.Root, AutoTracer.Current.TraceId);
            Traced("nothing", () => { });
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 1, NotKept = 1 }, counters);
    }

    [Fact]
    public async Task AFullQueueDropsWholeSegmentsAndCountsTheirSpans()
    {
        using BlockingExporter exporter = new();
        using Recording recording = new(options =>
        {
            options.Exporter = exporter;
            options.QueueCapacity = 2;
        });
        using (recording.BeginSegment())
        {
        }

        Assert.True(exporter.Entered.Wait(Eventually.Deadline));
        for (int i = 0; i < 5; i++)
        {
            using (recording.BeginSegment())
            {
                Traced("span", () => { });
            }
        }

        Assert.Equal(6, recording.Runtime.Counters.DroppedQueueFull);
        exporter.Continue.Set();
        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 11, Sent = 5, DroppedQueueFull = 6 }, counters);
    }

    [Theory]
    [InlineData(1000, 0, 0)]
    [InlineData(0, 1, 50_000)]
    [InlineData(0, 400, 1)]
    public async Task AQueueThatHoldsTooManyBytesDropsWholeSegmentsToo(int spans, int texts, int length)
    {
        using BlockingExporter exporter = new();
        using Recording recording = new(options =>
        {
            options.Exporter = exporter;
            options.QueueBytes = 200_000;
            options.QueueCapacity = 1024;
        });
        using (recording.BeginSegment())
        {
        }

        Assert.True(exporter.Entered.Wait(Eventually.Deadline));
        for (int i = 0; i < 10; i++)
        {
            using TraceScope segment = recording.BeginSegment();
            for (int j = 0; j < texts; j++)
            {
                segment.Span.AddMetadata("text", new string('x', length));
            }

            for (int j = 0; j < spans; j++)
            {
                Traced("span", () => { });
            }
        }

        exporter.Continue.Set();
        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(1 + (10 * (1 + spans)), counters.Produced);
        Assert.InRange(counters.DroppedQueueFull, 5 * (1 + spans), 9 * (1 + spans));
        Assert.Equal(0, counters.DroppedQueueFull % (1 + spans));

        // What was sent has made room.
        using (recording.BeginSegment())
        {
        }

        TraceCounters after = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(counters.Sent + 1, after.Sent);
    }

    [Fact]
    public async Task AnExporterThatThrowsCostsTheDocumentsThatItThrewOn()
    {
        using Recording recording = new(options => options.Exporter = new ThrowingExporter());
        for (int i = 0; i < 3; i++)
        {
            using (recording.BeginSegment())
            {
                Traced("span", () => { });
            }
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 6, DroppedExportFailed = 6 }, counters);
        Assert.Equal("Sending to nowhere failed: no", Assert.Single(recording.Warnings));
    }

    [Fact]
    public void ASegmentThatIsOpenWhenTracingEndsIsSentWithWhatItHoldsAsInProgress()
    {
        using InMemoryExporter exporter = new();
        using Recording recording = new(options => options.Exporter = exporter);
        TraceScope scope = recording.BeginSegment();
        scope.Span.Annotate("order", 1);
        Traced("done", () => { });
        TraceScope waits = AutoTracer.BeginSubsegment("waits");
        recording.Runtime.Dispose();

        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3 }, recording.Runtime.Counters);
        SegmentDocument document = SegmentDocument.Parse(Assert.Single(exporter.Documents));
        DocumentRules.AssertValid([document]);
        Assert.True(document.InProgress);
        TraceTree tree = TraceTree.Of([document]);
        Assert.Equal("segment [segment in_progress]\n  done\n  waits", tree.Render());
        Assert.Equal(1, tree["segment"].Annotations!["order"]!.GetValue<int>());
        Assert.True(tree["waits"].Metadata!["autotrace"]!["closed_with_segment"]!.GetValue<bool>());

        // Their ends come too late for the books.
        waits.Dispose();
        scope.Dispose();
        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3, WritesTooLate = 2 }, recording.Runtime.Counters);
    }

    [Fact]
    public async Task SegmentsThatEndWhileTracingEndsAreInTheBooksOnce()
    {
        for (int round = 0; round < 50; round++)
        {
            using Recording recording = new();
            using Barrier both = new(2);
            Task ending = Task.Run(() =>
            {
                TraceScope[] open = [.. Enumerable.Range(0, 20).Select(_ => recording.BeginSegment())];
                both.SignalAndWait();
                foreach (TraceScope scope in open)
                {
                    scope.Dispose();
                }
            });
            both.SignalAndWait();
            recording.Runtime.Dispose();
            await ending;
            TraceCounters counters = recording.Runtime.Counters;
            Assert.Equal(20, counters.Produced);
            Assert.Equal(20, counters.Sent + counters.DroppedShutdown);
        }
    }

    [Fact]
    public void StoppingDeliversWhatIsWaiting()
    {
        using Recording recording = new();
        for (int i = 0; i < 100; i++)
        {
            using (recording.BeginSegment())
            {
            }
        }

        recording.Runtime.Dispose();
        Assert.Equal(new TraceCounters { Produced = 100, Sent = 100 }, recording.Runtime.Counters);
    }

    [Fact]
    public async Task AStopWithAHangingExporterEndsInTimeAndCountsWhatTheExporterHadAndWhatWasWaiting()
    {
        using BlockingExporter exporter = new();
        using Recording recording = new(options =>
        {
            options.Exporter = exporter;
            options.ShutdownTimeout = TimeSpan.FromMilliseconds(50);
        });
        using (recording.BeginSegment())
        {
        }

        Assert.True(exporter.Entered.Wait(Eventually.Deadline));
        using (recording.BeginSegment())
        {
            Traced("waiting", () => { });
        }

        Task stopping = Task.Run(recording.Runtime.Dispose);
        await stopping.WaitAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 3, DroppedShutdown = 3 }, recording.Runtime.Counters);

        // Whatever the exporter says once it comes back.
        exporter.Continue.Set();
        Assert.True(exporter.Disposed.Wait(Eventually.Deadline));
        Assert.Equal(new TraceCounters { Produced = 3, DroppedShutdown = 3 }, recording.Runtime.Counters);
    }

    [Fact]
    public async Task AnExporterThatFillsTheMemoryCostsTheDocumentsThatItFailedOn()
    {
        using Recording recording = new(options => options.Exporter = new ThrowingExporter(TakeAllMemory));
        using (recording.BeginSegment())
        {
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(new TraceCounters { Produced = 1, DroppedExportFailed = 1 }, counters);
    }

    [Fact]
    public async Task ManyThreadsLoseNothingThatIsNotCounted()
    {
        using Recording recording = new(options => options.QueueCapacity = 8);
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 2000; i++)
            {
                using (recording.BeginSegment())
                {
                    Traced("a", () => Traced("b", () => { }));
                }
            }
        });

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(4 * 2000 * 3, counters.Produced);
        Assert.Equal(counters.Produced, counters.Sent + counters.Dropped);
        Assert.Equal(0, counters.DroppedQueueFull % 3);
    }

    [Fact]
    public async Task SpansStartedWhileTheirSegmentClosesAreInItOrAfterItAndNeverLost()
    {
        using Recording recording = new(options => (options.QueueCapacity, options.QueueBytes) = (1 << 16, 1 << 30));
        const int Segments = 2000;
        const int Spans = 20;
        for (int i = 0; i < Segments; i++)
        {
            Task racing;
            using (recording.BeginSegment())
            {
                racing = Task.Run(() =>
                {
                    for (int j = 0; j < Spans; j++)
                    {
                        Traced("racing", () => { });
                    }
                });
            }

            await racing;
        }

        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(Segments * (Spans + 1), counters.Sent);
        TraceTree tree = await recording.TreeAsync();
        Assert.All(tree.Roots, root => Assert.True(root.IsSegment));
        Assert.Equal(Segments, tree.Roots.Count);
    }

    // Longer than any string may be, so that it fails at once.
    private static void TakeAllMemory() => GC.KeepAlive(new string('x', int.MaxValue));

    private sealed class BlockingExporter : SegmentExporter
    {
        private DeliveryReport _report = null!;

        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Continue { get; } = new();

        public ManualResetEventSlim Disposed { get; } = new();

        public override string Description => "blocked";

        internal override void Attach(DeliveryReport report) => _report = report;

        internal override void Export(ReadOnlySpan<byte> document, int records)
        {
            Entered.Set();
            Continue.Wait(Eventually.Deadline);
            _report.Sent(records);
        }

        internal override void Settle()
        {
        }

        protected override void Dispose(bool disposing)
        {
            Disposed.Set();
            base.Dispose(disposing);
        }
    }

    private sealed class ThrowingExporter(Action? fail = null) : SegmentExporter
    {
        public override string Description => "nowhere";

        internal override void Attach(DeliveryReport report)
        {
        }

        internal override void Export(ReadOnlySpan<byte> document, int records)
        {
            fail?.Invoke();
            throw new IOException("no");
        }

        internal override void Settle()
        {
        }
    }
}
