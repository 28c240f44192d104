namespace AutoTrace;

/// <summary>
/// Traces a method: every call becomes an X-Ray subsegment. On a class, struct or interface it traces the public
/// ordinary methods declared there (no accessors, constructors, <c>Dispose</c>, object overrides or compiler-made
/// members). On a <c>partial</c> property, indexer or constructor it traces what runs when that is used.
/// <c>[assembly: Traced(Include = "Shop.*")]</c> traces such methods of all classes and structs whose names match.
/// </summary>
/// <remarks>
/// The call is wrapped at compile time. A <c>partial</c> method without a body is wrapped on the callee side, around
/// <c>&lt;Name&gt;Core</c>, so that no path escapes; any other method is wrapped at its call sites. Apply
/// <see cref="NoTraceAttribute"/> to leave a member out and <see cref="AnnotateAttribute"/> or
/// <see cref="AddMetadataAttribute"/> to record an argument or what is returned.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor |
        AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
    AllowMultiple = true,
    Inherited = true)]
public sealed class TracedAttribute : Attribute
{
    /// <summary>
    /// The name of the subsegment; <c>{type}.{method}</c> when null. <c>{type}</c> stands for the name of the type
    /// without its namespace, <c>{method}</c> for that of the method. At most 200 characters of X-Ray's set: letters,
    /// digits, blanks and <c>_ . : / % &amp; # = + - @</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The method with the body of a <c>partial</c> method that has none, of the same signature;
    /// <c>&lt;Name&gt;Core</c> when null. Of a property the property with the accessors, of a constructor the method
    /// that it calls. Only meaningful on such a member.
    /// </summary>
    public string? Body { get; set; }

    /// <summary>
    /// Of an assembly: patterns of the full names <c>Namespace.Type.Method</c> that are traced, with <c>*</c> for any
    /// text and <c>;</c> between patterns; all if null. Methods that only return, assign or forward what they have are
    /// left out.
    /// </summary>
    public string? Include { get; set; }

    /// <summary>Of an assembly: patterns of names that are not, of those that <see cref="Include"/> has.</summary>
    public string? Exclude { get; set; }

    /// <summary>
    /// Whether all arguments are recorded under their parameters' names: strings, numbers, booleans, enums and .NET's
    /// own plain values such as Guid and DateTime. Left out are <see cref="NoCaptureAttribute"/>, names that look like
    /// a secret and all other types.
    /// </summary>
    public bool CaptureArguments { get; set; }

    /// <summary>
    /// Whether what the method returns is recorded under <c>result</c>, of a task what it results in: the same types.
    /// Left out are <c>[return: NoCapture]</c>, methods whose names look like a secret's, and calls that throw.
    /// </summary>
    public bool CaptureResult { get; set; }

    /// <summary>
    /// Whether what <see cref="CaptureArguments"/> and <see cref="CaptureResult"/> record becomes annotations or
    /// metadata.
    /// </summary>
    public CaptureAs CaptureAs { get; set; }

    /// <summary>How much the method matters; below a minimum it is not traced.</summary>
    public TracedLevel Level { get; set; } = TracedLevel.Normal;

    /// <summary>
    /// What the method is about: <see cref="SubsegmentNamespace.Remote"/> makes the subsegment a node of the service
    /// map.
    /// </summary>
    public SubsegmentNamespace Namespace { get; set; }

    /// <summary>
    /// Calls that end within fewer milliseconds are not recorded, unless they fail; what they called then lies below
    /// their caller. 0 records all.
    /// </summary>
    public int MinimumMilliseconds { get; set; }

    /// <summary>
    /// Whether a call opens a segment of its own instead of a subsegment: for work that begins here, such as a message
    /// taken from a queue. It belongs to the trace of the current span if there is one, else a new trace begins.
    /// </summary>
    public bool NewSegment { get; set; }
}
