namespace AutoTrace.Generators.Model;

/// <summary>The calls of one source file that are intercepted, in their order.</summary>
/// <param name="SourceName">The source file, for the reader.</param>
/// <param name="Sites">At least one.</param>
internal sealed record SourceFileSites(string SourceName, EquatableArray<CallSite> Sites);
