using AutoTrace.Model;

namespace AutoTrace.Sampling;

/// <summary>What a rule has decided since X-Ray was told last.</summary>
/// <param name="RuleName">Which rule.</param>
/// <param name="Usage">What it decided.</param>
/// <param name="Anomalies">How that ended, for a rule with a rate boost.</param>
internal readonly record struct RuleReport(string RuleName, RuleUsage Usage, AnomalyCounts Anomalies);
