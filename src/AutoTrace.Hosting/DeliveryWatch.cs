using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AutoTrace.Hosting;

/// <summary>
/// Compares counters with those that it saw before. By time, not from look to look: several probes at once get the same
/// answer.
/// </summary>
internal sealed class DeliveryWatch(TimeProvider clock)
{
    private static readonly TimeSpan s_lossIsNews = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private long _dropped;
    private long _droppedAt = clock.GetTimestamp();
    private long _settled;
    private long _settledAt = clock.GetTimestamp();

    public HealthCheckResult Judge(in TraceCounters counters)
    {
        Dictionary<string, object> data = DataOf(counters);
        lock (_gate)
        {
            long now = clock.GetTimestamp();
            if (counters.Dropped != _dropped)
            {
                (_dropped, _droppedAt) = (counters.Dropped, now);
            }

            long settled = counters.Sent + counters.NotKept + counters.Dropped + counters.Spooled;
            long waiting = counters.Produced + counters.TakenFromSpool - settled;
            if (waiting <= 0 || settled != _settled)
            {
                (_settled, _settledAt) = (settled, now);
            }

            if (_dropped > 0 && clock.GetElapsedTime(_droppedAt, now) < s_lossIsNews)
            {
                return HealthCheckResult.Degraded(
                    $"Traces are being lost, {_dropped} records so far: {string.Join(", ", Reasons(counters))}. " +
                    "docs/losses.md says what to do about each; the log has the cause.",
                    data: data);
            }

            return clock.GetElapsedTime(_settledAt, now) >= s_patience
                ? HealthCheckResult.Degraded(
                    $"No trace has been delivered for {s_patience.TotalSeconds} s, and {waiting} records wait.", data: data)
                : HealthCheckResult.Healthy($"{counters.Sent} records were delivered.", data);
        }
    }

    private static IEnumerable<string> Reasons(TraceCounters counters) =>
        DroppedBy(counters).Where(entry => entry.Records > 0).Select(entry => $"{entry.Records} {entry.Reason}");

    private static Dictionary<string, object> DataOf(in TraceCounters counters)
    {
        Dictionary<string, object> data = new()
        {
            ["produced"] = counters.Produced,
            ["sent"] = counters.Sent,
            ["not_kept"] = counters.NotKept,
            ["spooled"] = counters.Spooled,
            ["taken_from_spool"] = counters.TakenFromSpool,
        };
        foreach ((string reason, long records) in DroppedBy(counters))
        {
            data["dropped_" + reason] = records;
        }

        return data;
    }

    /// <summary>By the names of the meter.</summary>
    private static (string Reason, long Records)[] DroppedBy(in TraceCounters counters) =>
    [
        ("queue_full", counters.DroppedQueueFull),
        ("document_too_large", counters.DroppedDocumentTooLarge),
        ("refused", counters.DroppedRefused),
        ("export_failed", counters.DroppedExportFailed),
        ("buffer_full", counters.DroppedBufferFull),
        ("spool_full", counters.DroppedSpoolFull),
        ("invalid", counters.DroppedInvalid),
        ("shutdown", counters.DroppedShutdown),
    ];
}
