using System.Text.Json;

namespace Shop.Launch;

/// <summary>A service's own account of its records, told to the launcher in its last line.</summary>
/// <param name="Produced">Segments and subsegments that were finished.</param>
/// <param name="Sent">How many of them were sent to the daemon.</param>
/// <param name="NotKept">How many were shorter than their method's minimum, and not meant to be sent.</param>
internal sealed record SentReport(long Produced, long Sent, long NotKept)
{
    public static SentReport? Parse(string? line) =>
        line is null ? null : JsonSerializer.Deserialize<SentReport>(line);

    public string ToLine() => JsonSerializer.Serialize(this);
}
