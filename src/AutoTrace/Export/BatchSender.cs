using System.Globalization;
using AutoTrace.Diagnostics;

namespace AutoTrace.Export;

/// <summary>Makes the requests and enters into the books what became of their documents. Any thread.</summary>
internal sealed class BatchSender(
    ISegmentTransport transport, Outbox outbox, BatchOptions options, TimeProvider clock, DeliveryReport report)
{
    private readonly RefusalCounts _refused = new(clock, report, transport);

    /// <summary>Records that were refused, by error code.</summary>
    public IReadOnlyDictionary<string, long> RefusedByCode => _refused.ByCode;

    /// <summary>Makes one request. Never throws.</summary>
    public async Task SendAsync(DocumentBatch batch, CancellationToken stop)
    {
        using CancellationTokenSource timeout = new(options.RequestTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        UnprocessedSegment?[] unprocessed = [];
        Exception? failure = null;
        try
        {
            ReadOnlyMemory<byte>[] documents = [.. batch.Documents.Select(document => document.Json)];
            unprocessed = [.. await transport.SendAsync(documents, either.Token).ConfigureAwait(false) ?? []];
        }
        catch (Exception e)
        {
            failure = e;
        }

        if (!outbox.TryEnd(batch))
        {
            return;
        }

        if (failure is null)
        {
            Settle(batch, unprocessed);
        }
        else
        {
            Fail(batch, failure, timeout, stop);
        }
    }

    private void Fail(DocumentBatch batch, Exception failure, CancellationTokenSource timeout, CancellationToken stop)
    {
        switch (failure)
        {
            case Exception when stop.IsCancellationRequested:
                report.Dropped(batch.Records, DropReason.Shutdown);
                outbox.GiveUp(batch);
                break;
            case SegmentTransportException { IsTooLarge: true } when batch.Documents.Count > 1:
                outbox.Split(batch);
                break;
            case SegmentTransportException { CanRetry: false }:
                report.Failed(batch.Records, failure.Message);
                outbox.GiveUp(batch);
                break;
            case SegmentTransportException { RetryAfter: var retryAfter }:
                TryLater(batch, failure.Message, retryAfter);
                break;
            case OperationCanceledException when timeout.IsCancellationRequested:
                TryLater(batch, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{transport.Description} did not answer within {options.RequestTimeout.TotalSeconds} s. See whether " +
                    $"it is reachable; BatchOptions.RequestTimeout bounds a request."));
                break;
            default:
                TryLater(batch, $"Sending to {transport.Description} failed: {failure.Message}");
                break;
        }
    }

    private void TryLater(DocumentBatch batch, string problem, TimeSpan? retryAfter = null)
    {
        if (outbox.TryReturn(batch, retryAfter))
        {
            report.Warn(problem);
        }
        else
        {
            GiveUp(batch.Documents, batch.Failures, problem);
        }
    }

    private void Settle(DocumentBatch batch, IReadOnlyList<UnprocessedSegment?> unprocessed)
    {
        List<HeldDocument> accepted = [.. batch.Documents];
        List<HeldDocument> again = [];
        int refused = 0;
        foreach (UnprocessedSegment segment in unprocessed.OfType<UnprocessedSegment>())
        {
            int index = accepted.FindIndex(document => document.Id == segment.Id);
            if (index >= 0 && RefusalCodes.MayPass(segment.ErrorCode))
            {
                again.Add(accepted[index]);
                accepted.RemoveAt(index);
            }
            else if (accepted.Count > 0)
            {
                // Without an id that is known it was one of them even so: the counts stay right.
                HeldDocument lost = accepted[Math.Max(index, 0)];
                accepted.Remove(lost);
                refused += lost.Records;
                _refused.Add(segment, lost.Records);
            }
        }

        report.Sent(accepted.Sum(document => document.Records));
        report.Dropped(refused, DropReason.Refused);
        bool isBack = outbox.Succeeded(batch, again, out bool isTooOften);
        if (isTooOften)
        {
            GiveUp(again, batch.Failures + 1, $"{transport.Description} did not take them.");
        }

        if (isBack)
        {
            report.Recovered($"{transport.Description} takes segments again.");
        }
    }

    private void GiveUp(List<HeldDocument> documents, int requests, string problem)
    {
        report.Failed(
            documents.Sum(document => document.Records),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{documents.Count} documents were given up after {requests} requests while others went through: {problem}"));
        outbox.Forget(documents);
    }
}
