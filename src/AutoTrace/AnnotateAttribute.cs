namespace AutoTrace;

/// <summary>
/// Records an argument of a traced method, or with <c>[return: Annotate]</c> what it returns, as an annotation of its
/// subsegment: a value that X-Ray indexes and that traces can be filtered by.
/// </summary>
/// <remarks>
/// Strings, numbers and booleans keep their kind; dates and times become ISO 8601, other formattable values (Guid,
/// enums) their invariant text; null records nothing. Of a task it is what the task results in; of a call that throws,
/// nothing. Values leave the process: never annotate a secret. <see cref="AutoTraceOptions.Redact"/> sees them first.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue, AllowMultiple = false, Inherited = true)]
public sealed class AnnotateAttribute : Attribute
{
    /// <summary>Annotates under the parameter's own name; what is returned, under <c>result</c>.</summary>
    public AnnotateAttribute()
    {
    }

    /// <summary>Annotates under <paramref name="key"/>.</summary>
    /// <param name="key">1 to 500 of <c>A-Z a-z 0-9 _</c>.</param>
    public AnnotateAttribute(string key) => Key = key;

    /// <summary>The key; null for the parameter's own name or <c>result</c>.</summary>
    public string? Key { get; }
}
