namespace AutoTrace;

/// <summary>
/// Records an argument of a traced method, or with <c>[return: AddMetadata]</c> what it returns, as metadata of its
/// subsegment: a value that X-Ray stores without an index, up to 64 KB, for whoever reads the trace.
/// </summary>
/// <remarks>
/// The same types as with <see cref="AnnotateAttribute"/>: strings, numbers and booleans keep their kind, dates are
/// written as ISO 8601, other formattable values as their invariant text; null records nothing. May stand beside
/// <see cref="AnnotateAttribute"/>. Values leave the process: never record a secret.
/// <see cref="AutoTraceOptions.Redact"/> sees them first.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue, AllowMultiple = false, Inherited = true)]
public sealed class AddMetadataAttribute : Attribute
{
    /// <summary>Records under the parameter's own name; what is returned, under <c>result</c>.</summary>
    public AddMetadataAttribute()
    {
    }

    /// <summary>Records under <paramref name="key"/>.</summary>
    /// <param name="key">Any text but an empty one.</param>
    public AddMetadataAttribute(string key) => Key = key;

    /// <summary>The key; null for the parameter's own name or <c>result</c>.</summary>
    public string? Key { get; }
}
