using System.Text.Json;
using AutoTrace.Daemon.Receive;
using AutoTrace.Daemon.Store;

namespace AutoTrace.Daemon.Web;

/// <summary>What the daemon knows about itself: addresses, what came in, what is held, what was lost and why.</summary>
internal sealed class DaemonStatus(
    Intake intake, UdpReceiver receiver, TraceStore store, Telemetry telemetry, DateTimeOffset startedAt)
{
    private static readonly string s_version =
        typeof(DaemonStatus).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Where the API listens; known once it does.</summary>
    public string Http { get; set; } = "";

    public void Write(Utf8JsonWriter json)
    {
        StoreStatistics held = store.Statistics;
        json.WriteStartObject();
        json.WriteString("Version", s_version);
        json.WriteNumber("StartedAt", startedAt.ToUnixTimeMilliseconds() / 1000.0);
        json.WriteString("Udp", receiver.Endpoint.ToString());
        json.WriteString(nameof(Http), Http);
        json.WriteNumber("Revision", held.Revision);
        json.WriteNumber("Traces", held.Traces);
        json.WriteNumber("Documents", held.Documents);
        json.WriteNumber("StoreBytes", held.Bytes);
        json.WriteNumber("StoreLimitBytes", held.LimitBytes);
        json.WriteNumber("EvictedTraces", held.EvictedTraces);
        json.WriteNumber("ReceivedDatagrams", intake.Datagrams);
        json.WriteNumber("ReceivedDocuments", intake.Documents);
        json.WriteNumber("InvalidDocuments", intake.InvalidCount);
        if (receiver.KernelDrops() is { } drops)
        {
            json.WriteNumber("KernelDrops", drops);
        }
        else
        {
            json.WriteNull("KernelDrops");
        }

        WriteInvalid(json);
        if (telemetry.Last is { } record)
        {
            json.WritePropertyName("LastTelemetryRecord");
            record.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private void WriteInvalid(Utf8JsonWriter json)
    {
        json.WriteStartArray("Invalid");
        foreach (InvalidDocument invalid in intake.Invalid())
        {
            json.WriteStartObject();
            json.WriteNumber("Time", invalid.Time.ToUnixTimeMilliseconds() / 1000.0);
            json.WriteString("Source", invalid.Source);
            json.WriteString("Reason", invalid.Reason);
            json.WriteString("Excerpt", invalid.Excerpt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
