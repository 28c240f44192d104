using System.Text;
using System.Text.Json;
using AutoTrace.Export;

namespace AutoTrace.Tests.Sampling;

/// <summary>X-Ray's side of sampling, in memory: answers at once, as a test says.</summary>
internal sealed class ScriptedSampling : ISamplingTransport
{
    /// <summary>The answer to GetSamplingRules, by its input.</summary>
    public Func<JsonElement, string> Rules { get; set; } = _ => RulesOf(Rule("Default"));

    /// <summary>The answer to GetSamplingTargets, by its input.</summary>
    public Func<JsonElement, string> Targets { get; set; } = _ => "{}";

    /// <summary>The inputs of GetSamplingRules.</summary>
    public List<JsonElement> RulesAsked { get; } = [];

    /// <summary>The inputs of GetSamplingTargets.</summary>
    public List<JsonElement> TargetsAsked { get; } = [];

    public string Description => "script";

    /// <summary>An answer with rules.</summary>
    public static string RulesOf(params IEnumerable<string> rules) =>
        $$"""{"SamplingRuleRecords":[{{string.Join(',', rules)}}]}""";

    /// <summary>A record of a rule.</summary>
    /// <param name="name">Of the rule.</param>
    /// <param name="rate">Its fixed rate.</param>
    /// <param name="reservoir">Its reservoir's size.</param>
    /// <param name="priority">Its priority.</param>
    /// <param name="modifiedAt">When it was modified.</param>
    /// <param name="more">Further members of the rule, with a comma in front.</param>
    public static string Rule(
        string name, double rate = 0, int reservoir = 0, int priority = 10_000, double modifiedAt = 0, string more = "") =>
        FormattableString.Invariant(
            $$"""
            {"SamplingRule":{"RuleName":"{{name}}","Priority":{{priority}},"FixedRate":{{rate}},
            "ReservoirSize":{{reservoir}},"ResourceARN":"*","Version":1{{more}}},"ModifiedAt":{{modifiedAt}}}
            """);

    /// <summary>An answer with one target.</summary>
    public static string TargetOf(string rule, string members) =>
        $$"""{"SamplingTargetDocuments":[{"RuleName":"{{rule}}",{{members}}}]}""";

    public Task<ReadOnlyMemory<byte>> GetSamplingRulesAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation) => Answer(request, RulesAsked, Rules);

    public Task<ReadOnlyMemory<byte>> GetSamplingTargetsAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation) => Answer(request, TargetsAsked, Targets);

    private static Task<ReadOnlyMemory<byte>> Answer(
        ReadOnlyMemory<byte> request, List<JsonElement> asked, Func<JsonElement, string> answer)
    {
        asked.Add(JsonElement.Parse(request.Span));
        return Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(answer(asked[^1])));
    }
}
