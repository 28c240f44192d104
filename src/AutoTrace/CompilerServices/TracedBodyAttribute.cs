using System.ComponentModel;

namespace AutoTrace.CompilerServices;

/// <summary>
/// Marks a member whose body is wrapped itself (a <c>partial</c> method around its <c>&lt;Name&gt;Core</c>), so that
/// its callers, in this assembly and in others, never trace it a second time. Written by the generator alone.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor,
    AllowMultiple = false,
    Inherited = false)]
public sealed class TracedBodyAttribute : Attribute;
