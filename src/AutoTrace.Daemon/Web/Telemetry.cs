using System.Text.Json;

namespace AutoTrace.Daemon.Web;

/// <summary>What an X-Ray daemon that sends here last told about itself.</summary>
internal sealed class Telemetry
{
    private volatile object? _last;

    /// <summary>The last record of PutTelemetryRecords; null until one came.</summary>
    public JsonElement? Last
    {
        get => (JsonElement?)_last;
        set => _last = value;
    }
}
