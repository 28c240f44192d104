namespace AutoTrace;

/// <summary>Kinds of <see cref="CoverageGap"/>.</summary>
public enum CoverageGapKind
{
    /// <summary>
    /// A call through an interface or a base type whose receiver was not known where the call was compiled, and so was
    /// not traced: a proxy made at run time, or a type of an assembly that the caller's project does not reference.
    /// </summary>
    UnknownReceiver,

    /// <summary>
    /// An assembly that uses <c>[Traced]</c> and that AutoTrace's generator did not compile: its calls of traced
    /// methods are not traced.
    /// </summary>
    AssemblyWithoutGenerator,
}
