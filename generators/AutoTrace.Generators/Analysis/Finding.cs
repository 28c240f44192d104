using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>Something to report about a declaration.</summary>
/// <param name="Rule">That it breaks.</param>
/// <param name="Place">Null for the name of the method.</param>
/// <param name="Arguments">Of the rule's message.</param>
internal readonly record struct Finding(DiagnosticDescriptor Rule, Location? Place, params object?[] Arguments);
