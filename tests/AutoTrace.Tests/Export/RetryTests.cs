using System.Collections.Concurrent;
using AutoTrace.Export;
using static AutoTrace.Tests.Export.BatchExporterTests;

namespace AutoTrace.Tests.Export;

/// <summary>What fails is sent again where that can help and dropped where it cannot, and is in the books.</summary>
public sealed class RetryTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedTransport _transport = new();
    private readonly ConcurrentQueue<TimeSpan> _requestedAt = new();

    public void Dispose() => _transport.Dispose();

    [Fact]
    public async Task ARefusedDocumentIsKnownByItsIdCountedByCodeAndNotSentAgain()
    {
        _transport.Answer = (_, documents, _) => Task.FromResult<IReadOnlyList<UnprocessedSegment>>(
        [
            new(Named(documents, "1").Id, "InvalidSegment", "Trace Size Exceeded"),
            new(Named(documents, "3").Id, "InvalidTraceId", null),
        ]);
        BatchExporter exporter = Exporter();
        using Recording recording = Sending(exporter);
        Produce(recording, 5);
        Assert.Equal(
            new TraceCounters { Produced = 5, Sent = 3, DroppedRefused = 2 },
            await recording.Runtime.FlushAsync(Eventually.Deadline));
        Assert.Single(_transport.Requests);
        Assert.Equal(new Dictionary<string, long> { ["InvalidSegment"] = 1, ["InvalidTraceId"] = 1 }, exporter.RefusedByCode);
        Assert.Contains("InvalidSegment, Trace Size Exceeded", recording.Warnings.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusalsOfOneCodeAreSaidAtMostOnceAMinute()
    {
        _transport.Answer = (_, documents, _) => Task.FromResult<IReadOnlyList<UnprocessedSegment>>(
            [.. documents.Select(document => new UnprocessedSegment(document.Id, "InvalidSegment", "no"))]);
        using Recording recording = Sending(Exporter());
        for (int i = 0; i < 3; i++)
        {
            Produce(recording, 2);
            await recording.Runtime.FlushAsync(Eventually.Deadline);
        }

        Assert.Single(recording.Warnings);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Produce(recording, 1);
        await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Contains("7 records", recording.Warnings.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusalWithoutAKnownIdIsCountedToo()
    {
        _transport.Answer = (_, _, _) => Task.FromResult<IReadOnlyList<UnprocessedSegment>>([new(null, "MissingId", null)]);
        using Recording recording = Sending(Exporter());
        Produce(recording, 3);
        Assert.Equal(
            new TraceCounters { Produced = 3, Sent = 2, DroppedRefused = 1 },
            await recording.Runtime.FlushAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task ADocumentThatWasThrottledIsSentAgainAlone()
    {
        _transport.Answer = (number, documents, _) => Task.FromResult<IReadOnlyList<UnprocessedSegment>>(
            number == 1 ? [new(Named(documents, "1").Id, "ThrottlingException", "slower")] : []);
        using Recording recording = Sending(Exporter());
        Produce(recording, 3);
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        await _clock.AdvanceUntilAsync(() => flush.IsCompleted);
        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3 }, await flush);
        Assert.Equal("1", Assert.Single(_transport.Requests[1]).Name);
    }

    [Fact]
    public async Task AFailedRequestIsMadeAgainAfterPausesThatDouble()
    {
        Fail(number => number <= 4 ? ScriptedTransport.Trouble() : null);
        using Recording recording = Sending(Exporter());
        Produce(recording, 3);
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        await _clock.AdvanceUntilAsync(() => flush.IsCompleted);
        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3 }, await flush);
        TimeSpan[] at = [.. _requestedAt];
        foreach ((int pause, double seconds) in new[] { (1, 0.2), (2, 0.4), (3, 0.8), (4, 1.6) })
        {
            Assert.True((at[pause] - at[pause - 1]).TotalSeconds >= seconds, string.Join(' ', at));
        }

        Assert.Equal("trouble", Assert.Single(recording.Warnings));
    }

    [Fact]
    public void PausesAreOfAnyLengthUpToWhatDoubles()
    {
        Random random = new(1);
        RequestPace pace = new(maxRequests: 1, random.NextDouble);
        double[] pauses = [.. Enumerable.Range(0, 1000).Select(_ => pace.Pause(3).TotalSeconds)];
        Assert.InRange(pauses.Min(), 0, 0.05);
        Assert.InRange(pauses.Max(), 0.75, 0.8);
        Assert.InRange(pauses.Average(), 0.35, 0.45);
        Assert.Equal(30, new RequestPace(1, () => 1).Pause(1000).TotalSeconds);
    }

    [Fact]
    public async Task TheOtherSideIsAskedNoSoonerThanItWants()
    {
        Fail(number => number == 1 ? ScriptedTransport.Trouble(retryAfter: TimeSpan.FromSeconds(7)) : null);
        using Recording recording = Sending(Exporter());
        Produce(recording, 1);
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        await _clock.AdvanceUntilAsync(() => flush.IsCompleted);
        TimeSpan[] at = [.. _requestedAt];
        Assert.True((at[1] - at[0]).TotalSeconds >= 7, string.Join(' ', at));
    }

    [Fact]
    public async Task WhatWillNeverBeTakenIsGivenUpAtOnce()
    {
        Fail(number => number == 1 ? ScriptedTransport.Trouble(canRetry: false) : null);
        using Recording recording = Sending(Exporter());
        Produce(recording, 2);
        Assert.Equal(
            new TraceCounters { Produced = 2, DroppedExportFailed = 2 },
            await recording.Runtime.FlushAsync(Eventually.Deadline));
        Produce(recording, 1);
        Assert.Equal(
            new TraceCounters { Produced = 3, Sent = 1, DroppedExportFailed = 2 },
            await recording.Runtime.FlushAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task ARequestThatIsTooLargeGoesInHalvesAndLaterOnesStaySmall()
    {
        const int Most = 200_000;
        _transport.Answer = (_, documents, _) => documents.Sum(document => document.Bytes.Length) > Most
            ? throw new SegmentTransportException("too large", canRetry: false) { IsTooLarge = true }
            : ScriptedTransport.Accepted;
        using Recording recording = Sending(Exporter());
        Large(16);
        Assert.Equal(
            new TraceCounters { Produced = 16, Sent = 16 }, await recording.Runtime.FlushAsync(Eventually.Deadline));
        Assert.Equal(16, Delivered(0).Select(document => document.Id).Distinct().Count());
        int before = _transport.Requests.Count;
        Large(16);
        Assert.Equal(
            new TraceCounters { Produced = 32, Sent = 32 }, await recording.Runtime.FlushAsync(Eventually.Deadline));
        Assert.All(
            _transport.Requests.Skip(before),
            request => Assert.InRange(request.Sum(document => document.Bytes.Length), 1, Most));

        void Large(int segments)
        {
            for (int i = 0; i < segments; i++)
            {
                using TraceScope segment = recording.BeginSegment();
                segment.Span.AddMetadata("text", new string('x', 50_000));
            }
        }
    }

    [Fact]
    public async Task ADocumentThatIsTooLargeAloneIsGivenUp()
    {
        Fail(_ => new SegmentTransportException("too large", canRetry: false) { IsTooLarge = true });
        using Recording recording = Sending(Exporter());
        Produce(recording, 3);
        Assert.Equal(
            new TraceCounters { Produced = 3, DroppedExportFailed = 3 },
            await recording.Runtime.FlushAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task ARequestThatIsNotAnsweredIsCancelledAndMadeAgain()
    {
        _transport.Answer = async (number, _, cancellation) =>
        {
            if (number == 1)
            {
                TaskCompletionSource never = new();
                await never.Task.WaitAsync(cancellation);
            }

            return [];
        };
        using Recording recording = Sending(Exporter());
        Produce(recording, 1);
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        await _clock.AdvanceUntilAsync(() => flush.IsCompleted);
        Assert.Equal(new TraceCounters { Produced = 1, Sent = 1 }, await flush);
        Assert.Contains("did not answer within 10 s", Assert.Single(recording.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABatchThatFailsWhileOthersGoThroughIsGivenUp()
    {
        _transport.Answer = (_, documents, _) => documents.Any(document => document.Name == "poison")
            ? throw ScriptedTransport.Trouble()
            : ScriptedTransport.Accepted;
        using Recording recording = Sending(Exporter());
        using (recording.BeginSegment("poison"))
        {
        }

        Task<TraceCounters> flush = recording.Runtime.FlushAsync(TimeSpan.FromSeconds(30)).AsTask();
        await Eventually.EqualAsync(1, () => _transport.Requests.Count);
        await _clock.AdvanceUntilAsync(
            () =>
            {
                Produce(recording, 1);
                return flush.IsCompleted;
            },
            step: TimeSpan.FromSeconds(2));
        TraceCounters counters = await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(1, counters.DroppedExportFailed);
        Assert.Equal(counters.Produced - 1, counters.Sent);
    }

    [Fact]
    public async Task AnOutageOfAnHourTakesBoundedMemoryDropsTheOldestAndEndsByItself()
    {
        bool isOut = true;
        Fail(_ => Volatile.Read(ref isOut) ? ScriptedTransport.Trouble() : null);
        BatchExporter exporter = Exporter(new BatchOptions { HeldBytes = 1 << 20 });
        using Recording recording = Sending(exporter);
        long most = 0;
        for (int second = 0; second < 3600; second += 10)
        {
            for (int i = 0; i < 10; i++)
            {
                using TraceScope segment = recording.BeginSegment();
                segment.Span.AddMetadata("second", second);
                segment.Span.AddMetadata("text", new string('x', 1000));
            }

            await Eventually.EqualAsync((second + 10), () => recording.Runtime.Counters.Produced);
            _clock.Advance(TimeSpan.FromSeconds(10));
            most = Math.Max(most, exporter.HeldBytes);
        }

        TraceCounters during = recording.Runtime.Counters;
        Assert.Equal(new TraceCounters { Produced = 3600, DroppedBufferFull = during.DroppedBufferFull }, during);
        Assert.InRange(during.DroppedBufferFull, 2000, 3599);
        Assert.InRange(most, 700_000, 1 << 20);

        // Requests become rare: not one for every batch that came.
        int tried = _transport.Requests.Count;
        Assert.InRange(tried, 30, 300);

        Volatile.Write(ref isOut, false);
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        TimeSpan before = _clock.GetElapsedTime(0);
        await _clock.AdvanceUntilAsync(() => flush.IsCompleted);
        TraceCounters after = await flush;
        Assert.InRange((_clock.GetElapsedTime(0) - before).TotalSeconds, 0, 120);
        Assert.Equal(during with { Sent = 3600 - during.DroppedBufferFull }, after);

        int[] delivered = [.. Delivered(tried).Select(Second).Distinct().Order()];
        Assert.Equal(3590, delivered[^1]);
        Assert.Equal(Enumerable.Range(0, delivered.Length).Select(i => delivered[0] + (10 * i)), delivered);
    }

    [Fact]
    public async Task WhatGivesWayAreWholeTraces()
    {
        Fail(_ => ScriptedTransport.Trouble());
        using Recording recording = Sending(Exporter(new BatchOptions { HeldBytes = 1 << 20, MaxRequests = 1 }));
        TraceId first = TraceId.New(_clock.GetUtcNow());
        Large(first);
        await _clock.AdvanceUntilAsync(() => _transport.Requests.Count > 0);
        for (int i = 0; i < 16; i++)
        {
            Large(TraceId.New(_clock.GetUtcNow()));
        }

        Large(first);
        await Eventually.EqualAsync(18, () => recording.Runtime.Counters.Produced);
        for (int i = 0; i < 4; i++)
        {
            Large(TraceId.New(_clock.GetUtcNow()));
        }

        await Eventually.TrueAsync(() => recording.Runtime.Counters.DroppedBufferFull > 0);
        await Eventually.EqualAsync(22, () => recording.Runtime.Counters.Produced);
        int tried = _transport.Requests.Count;
        _transport.Answer = (_, _, _) => ScriptedTransport.Accepted;
        Task<TraceCounters> flush = recording.Runtime.FlushAsync(Eventually.Deadline).AsTask();
        await _clock.AdvanceUntilAsync(() => flush.IsCompleted);
        string[] delivered = [.. Delivered(tried).Select(document => document.TraceId!)];
        Assert.DoesNotContain(first.ToString(), delivered);
        Assert.Equal((await flush).Sent, delivered.Length);

        void Large(TraceId trace)
        {
            using TraceScope segment = recording.Runtime.BeginSegment(
                "large", new SegmentOptions { Header = new TraceHeader { Root = trace } });
            segment.Span.AddMetadata("text", new string('x', 50_000));
        }
    }

    [Fact]
    public void TheEndOfTracingTriesOnceMoreWhateverPauseThereIs()
    {
        bool isOut = true;
        Fail(_ => Volatile.Read(ref isOut) ? ScriptedTransport.Trouble(retryAfter: TimeSpan.FromHours(1)) : null);
        Recording recording = Sending(Exporter(new BatchOptions { MaxAge = TimeSpan.Zero }));
        Produce(recording, 1);
        Assert.True(SpinWait.SpinUntil(() => !recording.Warnings.IsEmpty, Eventually.Deadline));
        Volatile.Write(ref isOut, false);
        recording.Dispose();
        Assert.Equal(new TraceCounters { Produced = 1, Sent = 1 }, recording.Runtime.Counters);
    }

    private static SegmentDocument Named(IEnumerable<SegmentDocument> documents, string name) =>
        documents.Single(document => document.Name == name);

    private IEnumerable<SegmentDocument> Delivered(int requestsBefore) =>
        _transport.Requests.Skip(requestsBefore).SelectMany(request => request);

    private static int Second(SegmentDocument document) =>
        document.Json.GetProperty("metadata").GetProperty("default").GetProperty("second").GetInt32();

    private void Fail(Func<int, SegmentTransportException?> failure) => _transport.Answer = (number, _, _) =>
    {
        _requestedAt.Enqueue(_clock.GetElapsedTime(0));
        return failure(number) is { } thrown ? throw thrown : ScriptedTransport.Accepted;
    };

    private BatchExporter Exporter(BatchOptions? options = null) => new(_transport, options, () => 1);

    private Recording Sending(BatchExporter exporter) => new(options =>
    {
        options.Exporter = exporter;
        options.TimeProvider = _clock;
    });
}
