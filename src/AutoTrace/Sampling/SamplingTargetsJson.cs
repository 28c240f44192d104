using System.Buffers;
using System.Text.Json;

namespace AutoTrace.Sampling;

/// <summary>
/// The bodies of GetSamplingTargets, <c>POST /SamplingTargets</c>. Source: X-Ray's service model, 2016-04-12.
/// </summary>
internal static class SamplingTargetsJson
{
    /// <summary>How many rules a request may be about.</summary>
    public const int MaxReports = 25;

    /// <param name="clientId">This process, 24 hexadecimal digits.</param>
    /// <param name="serviceName">This service, as its segments name it.</param>
    /// <param name="now">When.</param>
    /// <param name="reports">At most <see cref="MaxReports"/>.</param>
    public static ReadOnlyMemory<byte> WriteRequest(
        string clientId, string serviceName, DateTimeOffset now, IReadOnlyList<RuleReport> reports)
    {
        double timestamp = now.ToUnixTimeMilliseconds() / 1000.0;
        ArrayBufferWriter<byte> body = new(256 * reports.Count);
        using Utf8JsonWriter json = new(body);
        json.WriteStartObject();
        json.WriteStartArray("SamplingStatisticsDocuments"u8);
        foreach (RuleReport report in reports)
        {
            json.WriteStartObject();
            json.WriteString("RuleName"u8, report.RuleName);
            json.WriteString("ClientID"u8, clientId);
            json.WriteNumber("Timestamp"u8, timestamp);
            json.WriteNumber("RequestCount"u8, Count(report.Usage.Requests));
            json.WriteNumber("SampledCount"u8, Count(report.Usage.Sampled));
            json.WriteNumber("BorrowCount"u8, Count(report.Usage.Borrowed));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAnomalies(serviceName, timestamp, [.. reports.Where(report => report.Anomalies.Total > 0)], json);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    /// <exception cref="JsonException">It is no answer of X-Ray's.</exception>
    public static SamplingTargetsAnswer ReadAnswer(ReadOnlyMemory<byte> body)
    {
        using JsonDocument json = JsonDocument.Parse(body);
        JsonElement root = json.RootElement.Object();
        SamplingTargetsAnswer answer = new() { RulesModifiedAt = root.Number("LastRuleModification"u8) };
        foreach (JsonElement target in root.Items("SamplingTargetDocuments"u8))
        {
            Add(target, answer);
        }

        foreach (JsonElement refused in root.Items("UnprocessedStatistics"u8))
        {
            answer.Unprocessed[refused.Object().Text("RuleName"u8) ?? ""] = refused.Text("ErrorCode"u8) ?? "";
        }

        return answer;
    }

    private static void WriteAnomalies(
        string serviceName, double timestamp, IReadOnlyList<RuleReport> reports, Utf8JsonWriter json)
    {
        if (reports.Count == 0)
        {
            return;
        }

        json.WriteStartArray("SamplingBoostStatisticsDocuments"u8);
        foreach (RuleReport report in reports)
        {
            json.WriteStartObject();
            json.WriteString("RuleName"u8, report.RuleName);
            json.WriteString("ServiceName"u8, serviceName);
            json.WriteNumber("Timestamp"u8, timestamp);
            json.WriteNumber("AnomalyCount"u8, Count(report.Anomalies.Anomalies));
            json.WriteNumber("TotalCount"u8, Count(report.Anomalies.Total));
            json.WriteNumber("SampledAnomalyCount"u8, Count(report.Anomalies.Recorded));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a rule's target. One that makes no sense is left out: the rule keeps the one that it has.</summary>
    private static void Add(JsonElement target, SamplingTargetsAnswer answer)
    {
        string? name = null;
        try
        {
            name = target.Object().Required("RuleName"u8).TextOf("RuleName");
            JsonElement? boost = target.Member("SamplingBoost"u8)?.Object();
            answer.Targets[name] = new TargetDocument
            {
                FixedRate = target.Share("FixedRate"u8),
                Quota = target.WholeNumber("ReservoirQuota"u8),
                QuotaEnds = target.Time("ReservoirQuotaTTL"u8),
                Interval = target.WholeNumber("Interval"u8),
                BoostRate = boost?.Share("BoostRate"u8),
                BoostEnds = boost?.Time("BoostRateTTL"u8),
            };
        }
        catch (Exception flaw) when (AnswerFields.IsFlaw(flaw))
        {
            answer.Complaints.Add($"the target of {AnswerFields.Named(name)}: {flaw.Message}");
        }
    }

    // X-Ray's model says integer: what an outage of weeks may add up to is cut.
    private static int Count(long count) => (int)Math.Min(count, int.MaxValue);
}
