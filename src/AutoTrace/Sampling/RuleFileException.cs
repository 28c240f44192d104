namespace AutoTrace.Sampling;

/// <summary>What is wrong with a file of rules. Caught by who reads it; users see the message.</summary>
internal sealed class RuleFileException(int line, string problem) : Exception($"line {line}: {problem}");
