using System.Buffers;
using System.Text.Json;

namespace AutoTrace.Aws;

/// <summary>The body of PutTelemetryRecords, with one record.</summary>
internal static class TelemetryJson
{
    private const int LongestHostName = 255;

    /// <param name="now">When.</param>
    /// <param name="host">This machine.</param>
    /// <param name="counters">What became of all records so far.</param>
    /// <param name="before">What had, when the last record was written.</param>
    /// <param name="errors">Requests that failed so far, by <see cref="ConnectionError"/>.</param>
    /// <param name="errorsBefore">Those that had, when the last record was written.</param>
    public static ReadOnlyMemory<byte> Write(
        DateTimeOffset now, string host, in TraceCounters counters, in TraceCounters before, int[] errors, int[] errorsBefore)
    {
        ArrayBufferWriter<byte> body = new(512);
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("Hostname"u8, host.AsSpan(0, Math.Min(host.Length, LongestHostName)));
            json.WriteStartArray("TelemetryRecords"u8);
            json.WriteStartObject();
            json.WriteNumber("Timestamp"u8, now.ToUnixTimeMilliseconds() / 1000.0);
            json.WriteNumber("SegmentsReceivedCount"u8, Count(Received(counters) - Received(before)));
            json.WriteNumber("SegmentsSentCount"u8, Count(counters.Sent - before.Sent));
            json.WriteNumber("SegmentsRejectedCount"u8, Count(Rejected(counters) - Rejected(before)));
            json.WriteNumber("SegmentsSpilloverCount"u8, Count(Spilled(counters) - Spilled(before)));
            json.WriteStartObject("BackendConnectionErrors"u8);
            json.WriteNumber("TimeoutCount"u8, Failed(ConnectionError.Timeout));
            json.WriteNumber("ConnectionRefusedCount"u8, Failed(ConnectionError.ConnectionRefused));
            json.WriteNumber("HTTPCode4XXCount"u8, Failed(ConnectionError.Http4xx));
            json.WriteNumber("HTTPCode5XXCount"u8, Failed(ConnectionError.Http5xx));
            json.WriteNumber("UnknownHostCount"u8, Failed(ConnectionError.UnknownHost));
            json.WriteNumber("OtherCount"u8, Failed(ConnectionError.Other));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.WrittenMemory;

        int Failed(ConnectionError kind) => errors[(int)kind] - errorsBefore[(int)kind];
    }

    private static long Received(in TraceCounters counters) => counters.Produced - counters.NotKept;

    private static long Spilled(in TraceCounters counters) => counters.Dropped - Rejected(counters);

    /// <summary>What X-Ray would not have, or could not have had.</summary>
    private static long Rejected(in TraceCounters counters) =>
        counters.DroppedRefused + counters.DroppedDocumentTooLarge + counters.DroppedInvalid;

    // The service's numbers have 32 bits. What was sent may turn out to have been refused, and then counts backwards.
    private static int Count(long records) => (int)Math.Clamp(records, 0, int.MaxValue);
}
