using System.Globalization;
using System.Text.Json;

namespace AutoTrace.Sampling;

/// <summary>
/// Reads the JSON of a file with sampling rules: the format of X-Ray's SDKs, versions 1 and 2. Keys that neither knows
/// are passed over, as the SDKs do.
/// </summary>
internal static class RuleFile
{
    private const string Host = "host";
    private const string ServiceName = "service_name";
    private const string Method = "http_method";
    private const string UrlPath = "url_path";

    private const string DefaultRule = "an object with \"fixed_target\" and \"rate\"";
    private const int LongestQuote = 40;

    /// <summary>The rules in their order, the default last.</summary>
    /// <exception cref="RuleFileException">
    /// Something is wrong: the message names the line, the value and what it must be.
    /// </exception>
    public static LocalRule[] Read(ReadOnlySpan<byte> json)
    {
        LocatedJson file = LocatedJson.Parse(json);
        if (file.Kind != JsonTokenType.StartObject)
        {
            throw Wrong(file, "the file", "an object with \"version\" and \"default\"");
        }

        bool hasHosts = ReadNumber(file, "version", "1 or 2", number => number is 1 or 2) is 2;
        LocalRule last = ReadDefault(Find(file, "default", DefaultRule));
        return [.. RulesOf(file).Select((rule, index) => ReadRule(rule, index, hasHosts)), last];
    }

    private static List<LocatedJson> RulesOf(LocatedJson file) =>
        !file.Members.TryGetValue("rules", out LocatedJson? rules) || rules.Kind == JsonTokenType.Null ? []
        : rules.Kind == JsonTokenType.StartArray ? rules.Items
        : throw Wrong(rules, "\"rules\"", "an array");

    private static LocalRule ReadRule(LocatedJson rule, int index, bool hasHosts)
    {
        string where = $"rules[{index}]";
        if (rule.Kind != JsonTokenType.StartObject)
        {
            throw Wrong(rule, where, "an object");
        }

        (string host, string other) = hasHosts ? (Host, ServiceName) : (ServiceName, Host);
        Refuse(rule, other, $"is for the other version; here it is \"{host}\"");
        return new LocalRule(
            rule.Members.TryGetValue("description", out LocatedJson? description) ? description.Text : where,
            ReadPattern(rule, host),
            ReadPattern(rule, Method),
            ReadPattern(rule, UrlPath),
            ReadFixedTarget(rule),
            ReadRate(rule));
    }

    private static LocalRule ReadDefault(LocatedJson rule)
    {
        if (rule.Kind != JsonTokenType.StartObject)
        {
            throw Wrong(rule, "\"default\"", DefaultRule);
        }

        foreach (string key in (string[])[Host, ServiceName, Method, UrlPath])
        {
            Refuse(rule, key, "does not belong in \"default\", which takes whatever no rule does");
        }

        return new LocalRule(SamplingRule.DefaultName, "*", "*", "*", ReadFixedTarget(rule), ReadRate(rule));
    }

    private static int ReadFixedTarget(LocatedJson rule) => (int)ReadNumber(
        rule,
        "fixed_target",
        "a whole number of requests a second, from 0",
        number => number is >= 0 and <= int.MaxValue && number == Math.Floor(number));

    private static double ReadRate(LocatedJson rule) =>
        ReadNumber(rule, "rate", "a number from 0 to 1", number => number is >= 0 and <= 1);

    private static double ReadNumber(LocatedJson parent, string key, string allowed, Func<double, bool> isAllowed)
    {
        LocatedJson value = Find(parent, key, allowed);
        return value.Kind == JsonTokenType.Number &&
            double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) &&
            isAllowed(number)
                ? number
                : throw Wrong(value, $"\"{key}\"", allowed);
    }

    private static string ReadPattern(LocatedJson rule, string key)
    {
        const string allowed = "a text; \"*\" matches everything";
        LocatedJson value = Find(rule, key, allowed);
        return value.Kind == JsonTokenType.String ? value.Text : throw Wrong(value, $"\"{key}\"", allowed);
    }

    private static LocatedJson Find(LocatedJson parent, string key, string allowed) =>
        parent.Members.TryGetValue(key, out LocatedJson? value) && value.Kind != JsonTokenType.Null
            ? value
            : throw new RuleFileException(parent.Line, $"\"{key}\" is missing; it must be {allowed}");

    private static void Refuse(LocatedJson parent, string key, string why)
    {
        if (parent.Members.TryGetValue(key, out LocatedJson? value))
        {
            throw new RuleFileException(value.Line, $"\"{key}\" {why}");
        }
    }

    private static RuleFileException Wrong(LocatedJson value, string what, string allowed) =>
        new(value.Line, $"{what} is {Quote(value.Text)}; it must be {allowed}");

    private static string Quote(string text) => text.Length > LongestQuote ? $"{text[..LongestQuote]}…" : text;
}
