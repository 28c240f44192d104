namespace AutoTrace;

/// <summary>
/// Leaves a method, or a whole type, out of what a <see cref="TracedAttribute"/> further out would trace.
/// </summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    AllowMultiple = false,
    Inherited = true)]
public sealed class NoTraceAttribute : Attribute;
