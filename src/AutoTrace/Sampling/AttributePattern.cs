namespace AutoTrace.Sampling;

/// <summary>What a rule asks of one attribute.</summary>
/// <param name="Key">As it is.</param>
/// <param name="Value">Of the value.</param>
internal sealed record AttributePattern(string Key, WildcardPattern Value);
