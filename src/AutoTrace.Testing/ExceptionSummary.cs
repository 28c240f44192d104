namespace AutoTrace.Testing;

/// <summary>An exception that left a span.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Message">Its message, cut as X-Ray gets it.</param>
public sealed record ExceptionSummary(string Type, string Message);
