using System.Text.Json;
using System.Text.RegularExpressions;

namespace AutoTrace.Aws.Tests;

/// <summary>
/// Runs AWS's endpoint rule set for X-Ray as it is written, on AWS's own table of partitions. Knows the functions that
/// this rule set calls, and no others.
/// </summary>
internal sealed class EndpointRules
{
    private static readonly JsonElement s_ruleSet =
        JsonElement.Parse(TestData.Text("botocore/xray-2016-04-12-endpoint-rule-set-1.json"));

    private static readonly JsonElement[] s_partitions =
        [.. JsonElement.Parse(TestData.Text("botocore/partitions.json")).GetProperty("partitions").EnumerateArray()];

    private readonly Dictionary<string, object?> _values;

    private EndpointRules(Dictionary<string, object?> parameters) => _values = parameters;

    /// <summary>All regions in AWS's table, pseudo regions such as <c>aws-global</c> left out.</summary>
    public static IEnumerable<string> Regions =>
        s_partitions.SelectMany(partition => partition.GetProperty("regions").EnumerateObject())
            .Select(region => region.Name)
            .Where(name => !name.EndsWith("-global", StringComparison.Ordinal));

    /// <summary>The URL, or null with what the rule set says is wrong.</summary>
    public static (string? Url, string? Error) Run(string? region, bool fips, bool dualStack, string? endpoint)
    {
        EndpointRules rules = new(new Dictionary<string, object?>
        {
            ["Region"] = region,
            ["UseFIPS"] = fips,
            ["UseDualStack"] = dualStack,
            ["Endpoint"] = endpoint,
        });
        return rules.Run(s_ruleSet.GetProperty("rules")) ?? throw new InvalidOperationException("No rule answers.");
    }

    private static JsonElement PartitionOf(string region) =>
        s_partitions.First(partition => Regex.IsMatch(region, partition.GetProperty("regionRegex").GetString()!))
            .GetProperty("outputs");

    private (string? Url, string? Error)? Run(JsonElement rules)
    {
        foreach (JsonElement rule in rules.EnumerateArray())
        {
            if (!rule.GetProperty("conditions").EnumerateArray().All(Holds))
            {
                continue;
            }

            return rule.GetProperty("type").GetString() switch
            {
                "tree" => Run(rule.GetProperty("rules")),
                "error" => (null, rule.GetProperty("error").GetString()),
                _ => ((string?)Value(rule.GetProperty("endpoint").GetProperty("url")), null),
            };
        }

        return null;
    }

    private bool Holds(JsonElement condition)
    {
        object? result = Call(condition);
        if (condition.TryGetProperty("assign", out JsonElement name))
        {
            _values[name.GetString()!] = result;
        }

        return result is not null and not false;
    }

    private object? Call(JsonElement function)
    {
        object?[] arguments = [.. function.GetProperty("argv").EnumerateArray().Select(Value)];
        return function.GetProperty("fn").GetString() switch
        {
            "isSet" => arguments[0] is not null,
            "booleanEquals" => Equals(arguments[0], arguments[1]),
            "aws.partition" => PartitionOf((string)arguments[0]!),
            "getAttr" => Attribute((JsonElement)arguments[0]!, (string)arguments[1]!),
            string other => throw new NotSupportedException(other),
            null => throw new NotSupportedException(),
        };
    }

    private object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => Regex.Replace(value.GetString()!, @"\{(\w+)(?:#(\w+))?\}", Insert),
        _ when value.TryGetProperty("ref", out JsonElement name) => _values.GetValueOrDefault(name.GetString()!),
        _ => Call(value),
    };

    private string Insert(Match place) => place.Groups[2].Success
        ? (string)Attribute((JsonElement)_values[place.Groups[1].Value]!, place.Groups[2].Value)
        : (string)_values[place.Groups[1].Value]!;

    private static object Attribute(JsonElement partition, string name)
    {
        JsonElement value = partition.GetProperty(name);
        return value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetBoolean();
    }
}
