namespace AutoTrace.Documents;

/// <summary>What documents do without.</summary>
/// <param name="Details">Annotations and metadata that there was no room for, or that could not be redacted.</param>
/// <param name="Spans">Spans that were folded into another one.</param>
internal readonly record struct Omissions(int Details, int Spans);
