using AutoTrace.Model;

namespace AutoTrace.Sampling;

/// <summary>Whether a segment is recorded.</summary>
/// <param name="IsSampled">Whether it is.</param>
/// <param name="Rule">The rule that said so; null where no rule was asked.</param>
/// <param name="Anomalies">Is to be told how the segment ended; null where nobody wants to know.</param>
internal readonly record struct SamplingVerdict(bool IsSampled, string? Rule = null, AnomalyTally? Anomalies = null);
