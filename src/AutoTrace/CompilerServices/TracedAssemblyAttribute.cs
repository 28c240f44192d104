using System.ComponentModel;

namespace AutoTrace.CompilerServices;

/// <summary>
/// Marks an assembly with <c>[Traced]</c> that AutoTrace's generator has compiled, with the names of its traced methods
/// that other assemblies may call: the generator that compiles a caller then looks at calls of these names alone.
/// Written by the generator alone.
/// </summary>
/// <param name="names">Method names without types or signatures, each once.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class TracedAssemblyAttribute(params string[] names) : Attribute
{
    /// <summary>The names, sorted.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>
    /// Documentation ids of the methods that <c>[assembly: Traced]</c> selected; null where there is no such rule.
    /// Whether a body is trivial cannot be told from outside.
    /// </summary>
    public string[]? Selected { get; set; }
}
