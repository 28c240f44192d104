namespace AutoTrace;

/// <summary>
/// Records an argument of a traced method as an annotation of its subsegment: a value that X-Ray indexes and that
/// traces can be filtered by.
/// </summary>
/// <remarks>
/// Strings, numbers and booleans keep their kind; other formattable values (Guid, DateTime, enums) become their invariant
/// text; null records nothing. Values leave the process: never annotate a secret.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false, Inherited = true)]
public sealed class AnnotateAttribute : Attribute
{
    /// <summary>Annotates under the parameter's own name.</summary>
    public AnnotateAttribute()
    {
    }

    /// <summary>Annotates under <paramref name="key"/>.</summary>
    /// <param name="key">1 to 500 of <c>A-Z a-z 0-9 _</c>.</param>
    public AnnotateAttribute(string key) => Key = key;

    /// <summary>The key; null for the parameter's own name.</summary>
    public string? Key { get; }
}
