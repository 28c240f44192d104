namespace AutoTrace;

/// <summary>
/// Traces a method: every call becomes an X-Ray subsegment. On a class, struct or interface it traces the public
/// ordinary methods declared there (no accessors, constructors, <c>Dispose</c>, object overrides or compiler-made members).
/// </summary>
/// <remarks>
/// The call is wrapped at compile time. A <c>partial</c> method without a body is wrapped on the callee side, around
/// <c>&lt;Name&gt;Core</c>, so that no path escapes; any other method is wrapped at its call sites. Apply
/// <see cref="NoTraceAttribute"/> to leave a member out and <see cref="AnnotateAttribute"/> to record an argument.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    AllowMultiple = false,
    Inherited = true)]
public sealed class TracedAttribute : Attribute
{
    /// <summary>
    /// The name of the subsegment; <c>Type.Method</c> when null. At most 200 characters of X-Ray's set: letters, digits,
    /// blanks and <c>_ . : / % &amp; # = + - @</c>. Only meaningful on a method.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The method with the body of a <c>partial</c> method that has none, of the same signature; <c>&lt;Name&gt;Core</c> when
    /// null. Only meaningful on such a method.
    /// </summary>
    public string? Body { get; set; }
}
