namespace AutoTrace;

/// <summary>
/// What is known of a segment when it begins, for sampling rules to look at. What is null or empty matches every
/// pattern of a rule, but for <see cref="Attributes"/>.
/// </summary>
public readonly record struct SamplingRequest
{
    /// <summary>The service's name; the segment's when null.</summary>
    public string? ServiceName { get; init; }

    /// <summary>The service's type, X-Ray's <c>origin</c>; the segment's, or else the runtime's, when null.</summary>
    public string? ServiceType { get; init; }

    /// <summary>The host that the request asks for, without a port.</summary>
    public string? Host { get; init; }

    /// <summary>The HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>The path of the URL, without its query.</summary>
    public string? UrlPath { get; init; }

    /// <summary>
    /// Finds the value of an attribute by its key; answers null where there is none, which matches no pattern. Asked
    /// only where a rule has attributes. Where it throws, the attribute counts as missing.
    /// </summary>
    public Func<string, string?>? Attributes { get; init; }
}
