using System.Buffers;
using System.Text.Json;
using AutoTrace.Model;

namespace AutoTrace.Sampling;

/// <summary>
/// The bodies of GetSamplingRules, <c>POST /GetSamplingRules</c>. Source: X-Ray's service model, 2016-04-12.
/// </summary>
internal static class CentralRulesJson
{
    // Twice what X-Ray allows for the longest field. Matching takes time with the length of a pattern.
    private const int LongestPattern = 256;
    private const int KnownVersion = 1;

    public static ReadOnlyMemory<byte> WriteRequest(string? nextToken)
    {
        ArrayBufferWriter<byte> body = new();
        using Utf8JsonWriter json = new(body);
        json.WriteStartObject();
        if (nextToken is not null)
        {
            json.WriteString("NextToken"u8, nextToken);
        }

        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    /// <summary>Reads one page of rules. What cannot be used of it is left out and named.</summary>
    /// <exception cref="JsonException">It is no answer of X-Ray's.</exception>
    public static CentralRulesPage ReadAnswer(ReadOnlyMemory<byte> body, TimeProvider clock)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        CentralRulesPage page = new() { NextToken = answer.RootElement.Object().Text("NextToken"u8) };
        foreach (JsonElement record in answer.RootElement.Items("SamplingRuleRecords"u8))
        {
            Add(record, page, clock);
        }

        return page;
    }

    private static void Add(JsonElement record, CentralRulesPage page, TimeProvider clock)
    {
        string? name = null;
        try
        {
            JsonElement rule = record.Object().Required("SamplingRule"u8).Object();
            name = rule.Required("RuleName"u8).TextOf("RuleName");
            page.ModifiedAt = Math.Max(page.ModifiedAt, record.Number("ModifiedAt"u8) ?? 0);
            if (IsForUs(rule))
            {
                page.Rules.Add(Read(rule, name, clock));
            }
        }
        catch (Exception flaw) when (AnswerFields.IsFlaw(flaw))
        {
            page.Complaints.Add($"{AnswerFields.Named(name)}: {flaw.Message}");
        }
    }

    /// <summary>Whether the rule may be about this process; one for a certain resource is not: it knows of none.</summary>
    private static bool IsForUs(JsonElement rule)
    {
        double version = rule.Number("Version"u8) ?? KnownVersion;
        return version == KnownVersion
            ? rule.Text("ResourceARN"u8) is null or "*"
            : throw new JsonException($"its Version is {version}, of which this version of AutoTrace knows nothing");
    }

    private static SamplingRule Read(JsonElement rule, string name, TimeProvider clock) => new()
    {
        Name = name,
        Priority = rule.WholeNumber("Priority"u8) ?? throw new JsonException("it has no Priority"),
        ReservoirSize = rule.WholeNumber("ReservoirSize"u8) ?? 0,
        ServiceName = Pattern(rule, "ServiceName"u8),
        ServiceType = Pattern(rule, "ServiceType"u8),
        Host = Pattern(rule, "Host"u8),
        Method = Pattern(rule, "HTTPMethod"u8),
        UrlPath = Pattern(rule, "URLPath"u8),
        Attributes = [.. Attributes(rule)],
        Anomalies = rule.Member("SamplingRateBoost"u8) is null ? null : new AnomalyTally(),
        Reservoir = new Reservoir(clock, new SamplingTarget
        {
            FixedRate = rule.Share("FixedRate"u8) ?? throw new JsonException("it has no FixedRate"),
        }),
    };

    private static IEnumerable<AttributePattern> Attributes(JsonElement rule)
    {
        if (rule.Member("Attributes"u8) is { } attributes)
        {
            foreach (JsonProperty attribute in attributes.Object().EnumerateObject())
            {
                string value = attribute.Value.TextOf(attribute.Name);
                yield return new AttributePattern(attribute.Name, PatternOf(value, attribute.Name));
            }
        }
    }

    private static WildcardPattern Pattern(JsonElement rule, ReadOnlySpan<byte> field) =>
        rule.Text(field) is { } text
            ? PatternOf(text, System.Text.Encoding.UTF8.GetString(field))
            : WildcardPattern.Any;

    private static WildcardPattern PatternOf(string text, string field) => text.Length <= LongestPattern
        ? new WildcardPattern(text)
        : throw new JsonException($"its {field} has {text.Length} characters, more than {LongestPattern}");
}
