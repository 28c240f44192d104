namespace AutoTrace.Sampling;

/// <summary>Whether a segment is recorded, and the rule that said so; null where no rule was asked.</summary>
internal readonly record struct SamplingVerdict(bool IsSampled, string? Rule = null);
