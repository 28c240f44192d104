using System.Diagnostics.Metrics;

namespace AutoTrace.Diagnostics;

/// <summary>
/// The counts of one runtime as instruments of the meter <c>AutoTrace</c>, tagged with the service. They are read when
/// somebody collects them and cost nothing otherwise.
/// </summary>
internal sealed class CounterInstruments : IDisposable
{
    private const string Records = "{record}";

    private static readonly (DropReason Reason, KeyValuePair<string, object?> Tag)[] s_reasons =
    [
        (DropReason.QueueFull, new("reason", "queue_full")),
        (DropReason.DocumentTooLarge, new("reason", "document_too_large")),
        (DropReason.Refused, new("reason", "refused")),
        (DropReason.ExportFailed, new("reason", "export_failed")),
        (DropReason.BufferFull, new("reason", "buffer_full")),
        (DropReason.SpoolFull, new("reason", "spool_full")),
        (DropReason.Invalid, new("reason", "invalid")),
        (DropReason.Shutdown, new("reason", "shutdown")),
    ];

    private readonly Meter _meter;

    public CounterInstruments(Counters counters, string service)
    {
        _meter = new Meter(new MeterOptions("AutoTrace") { Tags = [new("service", service)] });
        _meter.CreateObservableCounter(
            "autotrace.records.produced", () => counters.Produced, Records, "Segments and subsegments that were finished.");

        // Not monotonic: a refusal that the network reports late takes records back.
        _meter.CreateObservableUpDownCounter(
            "autotrace.records.sent", () => counters.Sent, Records, "Accepted by the kernel (UDP) or acknowledged (HTTP).");
        _meter.CreateObservableCounter(
            "autotrace.records.not_kept", () => counters.NotKept, Records, "Left out by the sampling decision, or as too short.");
        _meter.CreateObservableCounter(
            "autotrace.records.spooled", () => counters.Spooled, Records, "Written to the spool, to be sent later.");
        _meter.CreateObservableCounter(
            "autotrace.records.taken_from_spool", () => counters.TakenFromSpool, Records, "Read back from the spool.");
        _meter.CreateObservableCounter(
            "autotrace.records.dropped", () => Dropped(counters), Records, "Lost, by reason.");
        _meter.CreateObservableCounter(
            "autotrace.details.left_out",
            () => counters.Snapshot().DetailsLeftOut,
            "{detail}",
            "Annotations and metadata that their span was sent without.");
        _meter.CreateObservableCounter(
            "autotrace.records.folded", () => counters.Snapshot().Folded, Records, "Sent as part of another one.");
        _meter.CreateObservableCounter(
            "autotrace.tail_keep.gave_way",
            () => counters.Snapshot().TailKeepGaveWay,
            "{segment}",
            "Unsampled segments that there was no memory to hold.");
        _meter.CreateObservableCounter(
            "autotrace.calls.without_segment",
            () => counters.Snapshot().CallsWithoutSegment,
            "{call}",
            "Traced calls that found no open segment.");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Dropped(Counters counters) =>
        s_reasons.Select(entry => new Measurement<long>(counters.Dropped(entry.Reason), entry.Tag));
}
