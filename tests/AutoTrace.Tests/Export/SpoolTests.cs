using System.Collections.Concurrent;
using AutoTrace.Export;

namespace AutoTrace.Tests.Export;

/// <summary>What finds no room in memory, or is held when tracing ends, comes back from files, all in the books.</summary>
public sealed class SpoolTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("autotrace-spool-").FullName;
    private volatile bool _isOut = true;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WhatFindsNoRoomDuringAnOutageIsSentAfterIt()
    {
        using Sender sender = new(this);
        await sender.ProduceAsync(0, 3000);
        TraceCounters during = sender.Counters;
        Assert.Equal(new TraceCounters { Produced = 3000, Spooled = during.Spooled }, during);
        Assert.InRange(during.Spooled, 2000, 3000);

        _isOut = false;
        await sender.UntilSentAsync(3000);
        TraceCounters after = sender.Counters;
        Assert.Equal(
            new TraceCounters { Produced = 3000, Sent = 3000, Spooled = after.Spooled, TakenFromSpool = after.Spooled }, after);
        Assert.Equal(Enumerable.Range(0, 3000), sender.Delivered.Order());
        await Eventually.EqualAsync(0, () => Files().Length);
    }

    [Fact]
    public async Task WhatIsHeldWhenTracingEndsIsSentByTheNextProcessTheOldestFirst()
    {
        using (Sender first = new(this))
        {
            await first.SpendAsync();
            await first.ProduceAsync(1, 1999);
            first.Dispose();
            Assert.Equal(new TraceCounters { Produced = 2000, Spooled = 2000 }, first.Counters);
        }

        _isOut = false;
        using Sender second = new(this, new BatchOptions { MaxRequests = 1 });
        await second.UntilSentAsync(2000);
        Assert.Equal(new TraceCounters { Sent = 2000, TakenFromSpool = 2000 }, second.Counters);
        Assert.Equal(Enumerable.Range(0, 2000), second.Delivered);
        await Eventually.EqualAsync(0, () => Files().Length);
    }

    [Fact]
    public async Task WhatIsUnderWayWhenTracingEndsIsInTheFilesToo()
    {
        TaskCompletionSource<IReadOnlyList<UnprocessedSegment>> never = new();
        using Sender sender = new(this, new BatchOptions { MaxDocuments = 10, MaxRequests = 2 });
        sender.Transport.Answer = (_, _, _) => never.Task;
        await sender.ProduceAsync(0, 50);
        await Eventually.EqualAsync(2, () => sender.Transport.Requests.Count);
        sender.Dispose();
        Assert.Equal(new TraceCounters { Produced = 50, Spooled = 50 }, sender.Counters);

        // It arrived after all: that is no news for the books.
        never.SetResult([]);
        await Eventually.TrueAsync(() => sender.Transport.IsDisposed);
        Assert.Equal(new TraceCounters { Produced = 50, Spooled = 50 }, sender.Counters);
    }

    [Fact]
    public async Task BeyondItsBytesTheOldestGoWholeAndAreCounted()
    {
        const int Most = 1 << 20;
        using Sender sender = new(this, new BatchOptions { SpoolBytes = Most });
        await sender.SpendAsync();
        for (int first = 1; first < 4000; first += 93)
        {
            await sender.ProduceAsync(first, 93);
            Assert.InRange(Files().Sum(file => file.Length), 0, Most);
        }

        _isOut = false;
        long lost = sender.Counters.DroppedSpoolFull;
        Assert.InRange(lost, 500, 3500);
        await sender.UntilSentAsync(4000 - lost);
        TraceCounters after = sender.Counters;
        Assert.Equal(
            new TraceCounters
            {
                Produced = 4000,
                Sent = 4000 - lost,
                DroppedSpoolFull = lost,
                Spooled = after.Spooled,
                TakenFromSpool = after.Spooled,
            },
            after);
        Assert.Equal(Enumerable.Range((int)lost, 4000 - (int)lost), sender.Delivered.Order());
        Assert.Contains(sender.Warnings, warning => warning.Contains("raise BatchOptions.SpoolBytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFileThatIsTornIsReadAsFarAsItGoesAndCounted()
    {
        using (Sender first = new(this))
        {
            await first.ProduceAsync(0, 50);
        }

        using (FileStream file = Assert.Single(Files()).OpenWrite())
        {
            file.SetLength(file.Length - 1);
        }

        _isOut = false;
        using Sender second = new(this);
        await second.UntilSentAsync(49);
        Assert.Equal(new TraceCounters { Sent = 49, TakenFromSpool = 49, SpoolDamaged = 1 }, second.Counters);
        Assert.Contains("is damaged", Assert.Single(second.Warnings), StringComparison.Ordinal);
        await Eventually.EqualAsync(0, () => Files().Length);
    }

    [Fact]
    public async Task AFileThatSomebodyElseHasIsLeftToThem()
    {
        using (Sender first = new(this))
        {
            await first.ProduceAsync(0, 50);
        }

        _isOut = false;
        FileStream others = new(Assert.Single(Files()).FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using Sender second = new(this);
        await second.ProduceAsync(50, 1);
        await second.UntilSentAsync(1);
        await others.DisposeAsync();

        await second.UntilSentAsync(51);
        Assert.Equal(new TraceCounters { Produced = 1, Sent = 51, TakenFromSpool = 50 }, second.Counters);
    }

    [Fact]
    public async Task TwoThatShareAFolderSendEverythingOnce()
    {
        using Sender one = new(this);
        using Sender other = new(this);
        await Task.WhenAll(
            Task.Run(() => one.ProduceAsync(0, 3000)), Task.Run(() => other.ProduceAsync(3000, 3000)));
        _isOut = false;
        await _clock.AdvanceUntilAsync(
            () => one.Counters.Sent + other.Counters.Sent == 6000, step: TimeSpan.FromSeconds(1));
        Assert.Equal(Enumerable.Range(0, 6000), one.Delivered.Concat(other.Delivered).Order());
        Assert.All([one.Counters, other.Counters], counters => Assert.Equal(
            counters.Produced + counters.TakenFromSpool, counters.Sent + counters.Dropped + counters.Spooled));
        Assert.Equal(
            one.Counters.Spooled + other.Counters.Spooled, one.Counters.TakenFromSpool + other.Counters.TakenFromSpool);
        await Eventually.EqualAsync(0, () => Files().Length);
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenToIsOneWarningAndLifeGoesOn()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "no folder");
        await AssertLifeGoesOnAsync(Path.Combine(file, "below"));
    }

    [SkippableFact]
    public async Task AFolderWhoseFilesCannotBeMadeIsOneWarningThoughEachHasAnotherName()
    {
        Skip.If(OperatingSystem.IsWindows(), "There, paths may be longer.");
        const int LongestPath = 4095;
        string deep = _folder;
        while (LongestPath - deep.Length > 250)
        {
            deep = Path.Combine(deep, new string('d', 200));
        }

        await AssertLifeGoesOnAsync(Path.Combine(deep, new string('e', LongestPath - deep.Length - 20)));
    }

    private async Task AssertLifeGoesOnAsync(string folder)
    {
        using Sender sender = new(this, new BatchOptions { SpoolFolder = folder });
        await sender.ProduceAsync(0, 3000);
        Assert.InRange(sender.Counters.DroppedBufferFull, 1500, 3000);
        Assert.Single(sender.Warnings, warning => warning.Contains("No traces can be written", StringComparison.Ordinal));
        _isOut = false;
        await sender.UntilSentAsync(3000 - sender.Counters.DroppedBufferFull);
        Assert.Equal(0, sender.Counters.Spooled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void AFolderThatIsNoneIsRefusedAtOnce(string folder) =>
        Assert.ThrowsAny<ArgumentException>(() => new BatchOptions { SpoolFolder = folder });

    [Fact]
    public async Task NobodyElseMayReadTheFiles()
    {
        using (Sender sender = new(this))
        {
            await sender.ProduceAsync(0, 1);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Assert.Single(Files()).UnixFileMode);
        }
    }

    private FileInfo[] Files() => new DirectoryInfo(_folder).GetFiles("*.spool");

    /// <summary>A runtime over a transport of its own, with little room, whose segments have numbers.</summary>
    private sealed class Sender : IDisposable
    {
        private readonly SpoolTests _test;
        private readonly BatchExporter _exporter;
        private readonly Recording _recording;

        public Sender(SpoolTests test, BatchOptions? options = null)
        {
            options ??= new BatchOptions();
            options.HeldBytes = 1 << 20;
            options.SpoolFolder ??= test._folder;
            _test = test;
            _exporter = new BatchExporter(Transport, options, () => 1);
            Transport.Answer = (_, documents, _) => test._isOut ? throw ScriptedTransport.Trouble() : Accept(documents);
            _recording = new Recording(runtime =>
            {
                runtime.Exporter = _exporter;
                runtime.TimeProvider = test._clock;
                runtime.ShutdownTimeout = TimeSpan.FromMilliseconds(50);
            });
        }

        public ScriptedTransport Transport { get; } = new();

        public TraceCounters Counters => _recording.Runtime.Counters;

        public IReadOnlyCollection<string> Warnings => [.. _recording.Warnings.Where(warning => warning != "trouble")];

        /// <summary>The numbers of the segments that arrived, in order.</summary>
        public ConcurrentQueue<int> Delivered { get; } = new();

        /// <summary>Makes a segment, and requests in vain with it until there are none for a while.</summary>
        public async Task SpendAsync()
        {
            await ProduceAsync(0, 1);
            await _test._clock.AdvanceUntilAsync(() => Transport.Requests.Count > 20, step: TimeSpan.FromSeconds(30));
        }

        public async Task ProduceAsync(int first, int count)
        {
            long before = Counters.Produced;
            for (int number = first; number < first + count; number++)
            {
                using (TraceScope segment = _recording.BeginSegment())
                {
                    segment.Span.AddMetadata("number", number);
                    segment.Span.AddMetadata("text", new string('x', 1000));
                }

                // No faster than they are written to the disk.
                if (number % 50 == 0 || number == first + count - 1)
                {
                    await Eventually.EqualAsync(before + number + 1 - first, () => Counters.Produced);
                    await Eventually.TrueAsync(() => _exporter.HeldBytes <= (1 << 20) / 2);
                }
            }
        }

        public Task UntilSentAsync(long records) => _test._clock.AdvanceUntilAsync(
            () => Counters.Sent == records, step: TimeSpan.FromSeconds(1));

        public void Dispose() => _recording.Dispose();

        private Task<IReadOnlyList<UnprocessedSegment>> Accept(IEnumerable<SegmentDocument> documents)
        {
            foreach (SegmentDocument document in documents)
            {
                Delivered.Enqueue(
                    document.Json.GetProperty("metadata").GetProperty("default").GetProperty("number").GetInt32());
            }

            return ScriptedTransport.Accepted;
        }
    }
}
