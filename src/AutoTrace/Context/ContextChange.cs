namespace AutoTrace.Context;

/// <summary>
/// An ambient context as it was before and after a span became current. A context is null where flow is suppressed.
/// </summary>
internal readonly record struct ContextChange(SpanToken? Previous, ExecutionContext? Before, ExecutionContext? Under);
