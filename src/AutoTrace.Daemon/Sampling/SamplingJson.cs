using System.Text.Json;

namespace AutoTrace.Daemon.Sampling;

/// <summary>Answers of GetSamplingRules and GetSamplingTargets.</summary>
internal sealed class SamplingJson(DefaultRule rule)
{
    private static readonly string[] s_matchers =
        ["ResourceARN", "ServiceName", "ServiceType", "Host", "HTTPMethod", "URLPath"];

    public void WriteRules(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("SamplingRuleRecords");
        json.WriteStartObject();
        json.WriteStartObject("SamplingRule");
        json.WriteString("RuleName", DefaultRule.Name);
        json.WriteString("RuleARN", DefaultRule.Arn);
        json.WriteNumber("Priority", DefaultRule.Priority);
        json.WriteNumber("ReservoirSize", DefaultRule.ReservoirSize);
        json.WriteNumber("FixedRate", rule.FixedRate);
        foreach (string any in s_matchers)
        {
            json.WriteString(any, "*");
        }

        json.WriteNumber("Version", 1);
        json.WriteStartObject("Attributes");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteNumber("CreatedAt", 0);
        json.WriteNumber("ModifiedAt", rule.ModifiedAt.ToUnixTimeSeconds());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="ruleNames">The rules that the client reports on.</param>
    /// <param name="now">When the quota's lifetime begins.</param>
    /// <param name="json">Where to write.</param>
    public void WriteTargets(IReadOnlyCollection<string> ruleNames, DateTimeOffset now, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("SamplingTargetDocuments");
        foreach (string _ in ruleNames.Where(IsKnown))
        {
            json.WriteStartObject();
            json.WriteString("RuleName", DefaultRule.Name);
            json.WriteNumber("FixedRate", rule.FixedRate);
            json.WriteNumber("ReservoirQuota", DefaultRule.ReservoirSize);
            json.WriteNumber("ReservoirQuotaTTL", (now + DefaultRule.QuotaLifetime).ToUnixTimeSeconds());
            json.WriteNumber("Interval", DefaultRule.ReportInterval);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("LastRuleModification", rule.ModifiedAt.ToUnixTimeSeconds());
        json.WriteStartArray("UnprocessedStatistics");
        foreach (string name in ruleNames.Where(n => !IsKnown(n)))
        {
            json.WriteStartObject();
            json.WriteString("RuleName", name);
            json.WriteString("ErrorCode", "UnknownRule");
            json.WriteString("Message", "There is no sampling rule of this name; there is only \"Default\".");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("UnprocessedBoostStatistics");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsKnown(string ruleName) => ruleName == DefaultRule.Name;
}
