namespace AutoTrace.Generators.Model;

/// <summary>What the attributes of a traced method say to the runtime beside its name.</summary>
/// <param name="Level">A <c>TracedLevel</c>.</param>
/// <param name="Namespace">A <c>SubsegmentNamespace</c>.</param>
/// <param name="MinimumMilliseconds">0 for none.</param>
/// <param name="NewSegment">Whether a call opens a segment.</param>
/// <param name="ResultAnnotation">
/// The key under which what the method returns is annotated; null for not at all.
/// </param>
/// <param name="ResultMetadata">The key under which it is added as metadata; null for not at all.</param>
internal sealed record CallOptions(
    Level Level,
    Namespace Namespace,
    int MinimumMilliseconds,
    bool NewSegment,
    string? ResultAnnotation,
    string? ResultMetadata)
{
    public bool CapturesResult => ResultAnnotation is not null || ResultMetadata is not null;

    public CallOptions WithoutResult() => this with { ResultAnnotation = null, ResultMetadata = null };
}

/// <summary>As the library's <c>TracedLevel</c>.</summary>
internal enum Level
{
    Verbose = 0,
    Normal = 1,
    Essential = 2,
}

/// <summary>As the library's <c>SubsegmentNamespace</c>.</summary>
internal enum Namespace
{
    Local = 0,
    Remote = 1,
    Aws = 2,
}
