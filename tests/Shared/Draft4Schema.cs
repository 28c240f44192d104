using System.Text.Json;
using System.Text.RegularExpressions;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// A JSON schema of draft 4, in exactly the keywords that AWS's segment schema uses. Any other keyword is refused when
/// the schema is read: one that is passed over would let documents through that the schema forbids.
/// </summary>
internal sealed class Draft4Schema
{
    private readonly Dictionary<string, Regex> _patterns = [];
    private readonly JsonElement _document;
    private readonly JsonElement _schema;

    /// <param name="json">The schema's text.</param>
    /// <param name="start">The part that documents are held against, as a reference (<c>#/definitions/…</c>).</param>
    /// <exception cref="NotSupportedException">A keyword, a type or a reference that is not known here.</exception>
    public Draft4Schema(string json, string start = "#")
    {
        _document = JsonElement.Parse(json);
        Read(_document, "#");
        _schema = Resolve(start);
    }

    /// <summary>AWS's schema of a segment document, also that of an independent subsegment.</summary>
    public static Draft4Schema Segment { get; } = new(TestData.SegmentSchema);

    /// <summary>The part of AWS's schema that describes subsegments.</summary>
    public static Draft4Schema Subsegment { get; } = new(TestData.SegmentSchema, "#/definitions/subsegment");

    /// <summary>What in <paramref name="value"/> the schema forbids; nothing when it is valid.</summary>
    public IReadOnlyList<Violation> Validate(JsonElement value)
    {
        List<Violation> found = [];
        Validate(_schema, value, "", found);
        return found;
    }

    private void Read(JsonElement schema, string at)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            string below = $"{at}/{keyword.Name}";
            switch (keyword.Name)
            {
                case "$schema" or "description" or "version" or "java_pattern":
                case "required" or "minLength" or "maxLength":
                    break;
                case "type":
                    _ = HasType(default, keyword.Value);
                    break;
                case "$ref":
                    _ = Resolve(keyword.Value.GetString()!);
                    break;
                case "pattern":
                    AddPattern(keyword.Value.GetString()!);
                    break;
                case "properties" or "definitions" or "patternProperties":
                    foreach (JsonProperty member in keyword.Value.EnumerateObject())
                    {
                        if (keyword.Name == "patternProperties")
                        {
                            AddPattern(member.Name);
                        }

                        Read(member.Value, $"{below}/{member.Name}");
                    }

                    break;
                case "additionalProperties" when keyword.Value.ValueKind is JsonValueKind.False:
                    break;
                case "items" or "additionalProperties" when keyword.Value.ValueKind is JsonValueKind.Object:
                    Read(keyword.Value, below);
                    break;
                case "oneOf":
                    foreach (JsonElement branch in keyword.Value.EnumerateArray())
                    {
                        Read(branch, below);
                    }

                    break;
                default:
                    throw new NotSupportedException($"{at}: the keyword {keyword} is not known here.");
            }
        }
    }

    private void Validate(JsonElement schema, JsonElement value, string at, List<Violation> found)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            Validate(Resolve(reference.GetString()!), value, at, found);
            return;
        }

        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            switch (keyword.Name, value.ValueKind)
            {
                case ("type", _) when !HasType(value, keyword.Value):
                    found.Add(new(at, $"type {keyword.Value}", value.GetRawText()));
                    break;
                case ("pattern", JsonValueKind.String) when !Matches(keyword.Value.GetString()!, value.GetString()!):
                    found.Add(new(at, "pattern", value.GetRawText()));
                    break;
                case ("minLength", JsonValueKind.String) when Length(value) < keyword.Value.GetInt32():
                case ("maxLength", JsonValueKind.String) when Length(value) > keyword.Value.GetInt32():
                    found.Add(new(at, $"{keyword.Name} {keyword.Value}", $"{Length(value)} characters"));
                    break;
                case ("required", JsonValueKind.Object):
                    foreach (string name in keyword.Value.EnumerateArray().Select(name => name.GetString()!))
                    {
                        if (!value.TryGetProperty(name, out _))
                        {
                            found.Add(new(at, $"required \"{name}\"", "missing"));
                        }
                    }

                    break;
                case ("oneOf", _):
                    int matches = keyword.Value.EnumerateArray().Count(branch => IsValid(branch, value));
                    if (matches != 1)
                    {
                        found.Add(new(at, "oneOf", $"matches {matches} of {keyword.Value.GetArrayLength()} branches"));
                    }

                    break;
                case ("items", JsonValueKind.Array):
                    foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
                    {
                        Validate(keyword.Value, item, $"{at}/{index}", found);
                    }

                    break;
            }
        }

        if (value.ValueKind is JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                ValidateMember(schema, member, at, found);
            }
        }
    }

    private void ValidateMember(JsonElement schema, JsonProperty member, string at, List<Violation> found)
    {
        string below = Violation.Below(at, member.Name);
        bool described = false;
        if (schema.TryGetProperty("properties", out JsonElement properties)
            && properties.TryGetProperty(member.Name, out JsonElement named))
        {
            described = true;
            Validate(named, member.Value, below, found);
        }

        if (schema.TryGetProperty("patternProperties", out JsonElement patterns))
        {
            foreach (JsonProperty pattern in patterns.EnumerateObject().Where(p => Matches(p.Name, member.Name)))
            {
                described = true;
                Validate(pattern.Value, member.Value, below, found);
            }
        }

        if (!described && schema.TryGetProperty("additionalProperties", out JsonElement additional))
        {
            if (additional.ValueKind is JsonValueKind.False)
            {
                found.Add(new(at, "additionalProperties", $"has \"{member.Name}\""));
            }
            else
            {
                Validate(additional, member.Value, below, found);
            }
        }
    }

    private bool IsValid(JsonElement schema, JsonElement value)
    {
        List<Violation> found = [];
        Validate(schema, value, "", found);
        return found.Count == 0;
    }

    private static bool HasType(JsonElement value, JsonElement types) => types.ValueKind is JsonValueKind.Array
        ? types.EnumerateArray().Aggregate(false, (any, type) => HasType(value, type) || any)
        : types.GetString() switch
        {
            "object" => value.ValueKind is JsonValueKind.Object,
            "array" => value.ValueKind is JsonValueKind.Array,
            "string" => value.ValueKind is JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => value.ValueKind is JsonValueKind.Number && double.IsFinite(value.GetDouble()),
            "integer" => value.ValueKind is JsonValueKind.Number && double.IsInteger(value.GetDouble()),
            string other => throw new NotSupportedException($"The type \"{other}\" is not known here."),
            null => throw new NotSupportedException("The type null is not known here."),
        };

    /// <summary>JSON schema counts characters, not UTF-16 units.</summary>
    private static int Length(JsonElement text) => text.GetString()!.EnumerateRunes().Count();

    private void AddPattern(string pattern)
    {
        // JavaScript's $ is the very end, .NET's also the place before a last line feed.
        string end = pattern.EndsWith('$') ? string.Concat(pattern.AsSpan(0, pattern.Length - 1), "\\z") : pattern;
        _patterns[pattern] = new Regex(end, RegexOptions.ECMAScript);
    }

    private bool Matches(string pattern, string text) => _patterns[pattern].IsMatch(text);

    private JsonElement Resolve(string reference)
    {
        if (!reference.StartsWith('#'))
        {
            throw new NotSupportedException($"The reference \"{reference}\" leads out of the schema.");
        }

        return reference.Split('/').Skip(1).Aggregate(_document, (part, name) => part.GetProperty(name));
    }
}
