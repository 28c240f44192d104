using System.Globalization;
using AutoTrace.Export;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Export;

/// <summary>What becomes a request, and when; who waits for it.</summary>
public sealed class BatchExporterTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedTransport _transport = new();

    public void Dispose() => _transport.Dispose();

    [Fact]
    public async Task DocumentsWaitASecondForOthersToTravelWith()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        TaskCompletionSource<DateTimeOffset> sentAt = new();
        _transport.Answer = (_, _, _) =>
        {
            sentAt.TrySetResult(_clock.GetUtcNow());
            return ScriptedTransport.Accepted;
        };
        using Recording recording = Sending();
        Produce(recording, 3);
        await UntilAsync(() => _transport.Requests.Count == 1);
        Assert.Equal(3, Assert.Single(_transport.Requests).Count);
        Assert.True(await sentAt.Task - start >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task FiftyDocumentsAreSentAtOnceAndTheRestWhenFlushed()
    {
        using Recording recording = Sending();
        Produce(recording, 120);
        await Eventually.EqualAsync(100, () => _transport.Requests.Sum(request => request.Count));
        Assert.All(_transport.Requests, request => Assert.Equal(50, request.Count));

        Assert.Equal(new TraceCounters { Produced = 120, Sent = 120 }, await recording.Runtime.FlushAsync(Eventually.Deadline));
        Assert.Equal(20, _transport.Requests[^1].Count);
    }

    [Fact]
    public async Task NoRequestIsLargerThanAskedFor()
    {
        const int MaxBytes = 64 << 10;
        using Recording recording = Sending(new BatchOptions { MaxBytes = MaxBytes });
        for (int i = 0; i < 7; i++)
        {
            using TraceScope segment = recording.BeginSegment();
            segment.Span.AddMetadata("text", new string('x', 20_000));
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal([1, 3, 3], _transport.Requests.Select(request => request.Count).Order());
        Assert.All(_transport.Requests, request => Assert.InRange(request.Sum(document => document.Bytes.Length), 1, MaxBytes));
    }

    [Fact]
    public async Task PartsOfOneTraceTravelTogether()
    {
        using Recording recording = Sending();
        Produce(recording, 49);
        using (recording.BeginSegment("large"))
        {
            for (int i = 0; i < 10; i++)
            {
                using TraceScope part = AutoTracer.BeginSubsegment("part");
                part.Span.AddMetadata("text", new string('x', 20_000));
            }
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        Assert.Equal(2, _transport.Requests.Count);
        IReadOnlyList<SegmentDocument> parts = _transport.Requests.Single(request => request.Count < 49);
        Assert.InRange(parts.Count, 2, 48);
        Assert.Single(parts.Select(document => document.TraceId).Distinct());
    }

    [Fact]
    public async Task NoMoreRequestsAreUnderWayThanAskedForAndTheWorkerWaitsForNone()
    {
        TaskCompletionSource<IReadOnlyList<UnprocessedSegment>> answer = new();
        _transport.Answer = (_, _, _) => answer.Task;
        using Recording recording = Sending(new BatchOptions { MaxRequests = 2 });
        Produce(recording, 500);
        await Eventually.EqualAsync(500, () => recording.Runtime.Counters.Produced);
        await Eventually.EqualAsync(2, () => _transport.Requests.Count);

        answer.SetResult([]);
        Assert.Equal(new TraceCounters { Produced = 500, Sent = 500 }, await recording.Runtime.FlushAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task WhatIsHeldIsDeliveredWhenTracingEnds()
    {
        Recording recording = Sending();
        Produce(recording, 3);
        recording.Dispose();
        Assert.Equal(3, Assert.Single(_transport.Requests).Count);
        Assert.Equal(new TraceCounters { Produced = 3, Sent = 3 }, recording.Runtime.Counters);
        await Eventually.TrueAsync(() => _transport.IsDisposed);
    }

    [Fact]
    public async Task ATransportThatHangsIsCancelledAtTheEndAndItsDocumentsAreCounted()
    {
        TaskCompletionSource cancelled = new();
        _transport.Answer = async (_, _, cancellation) =>
        {
            await using CancellationTokenRegistration registration = cancellation.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            throw new OperationCanceledException(cancellation);
        };
        Recording recording = Sending(
            new BatchOptions { MaxDocuments = 3 }, options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
        Produce(recording, 3);
        await Eventually.EqualAsync(1, () => _transport.Requests.Count);
        recording.Dispose();
        Assert.Equal(new TraceCounters { Produced = 3, DroppedShutdown = 3 }, recording.Runtime.Counters);
        await cancelled.Task.WaitAsync(Eventually.Deadline);
        await Eventually.TrueAsync(() => _transport.IsDisposed);
        Assert.Equal(new TraceCounters { Produced = 3, DroppedShutdown = 3 }, recording.Runtime.Counters);
    }

    [Fact]
    public async Task ATransportIsNeverTraced()
    {
        _transport.Answer = (_, _, _) =>
        {
            Traced("Transport.Send", () => { });
            using TraceScope inner = AutoTracer.BeginSubsegment("request");
            Assert.False(inner.Span.IsRecording);
            return ScriptedTransport.Accepted;
        };
        using Recording recording = Sending();
        using (recording.BeginSegment())
        {
            Produce(recording, 1);
        }

        Assert.Equal(new TraceCounters { Produced = 2, Sent = 2 }, await recording.Runtime.FlushAsync(Eventually.Deadline));
    }

    internal static void Produce(Recording recording, int segments)
    {
        for (int i = 0; i < segments; i++)
        {
            using (recording.BeginSegment(i.ToString(CultureInfo.InvariantCulture)))
            {
            }
        }
    }

    private Recording Sending(BatchOptions? batches = null, Action<AutoTraceOptions>? configure = null) => new(options =>
    {
        options.Exporter = new BatchExporter(_transport, batches, () => 1);
        options.TimeProvider = _clock;
        configure?.Invoke(options);
    });

    private Task UntilAsync(Func<bool> condition) => _clock.AdvanceUntilAsync(condition);
}
