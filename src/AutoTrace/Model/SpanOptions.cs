namespace AutoTrace.Model;

/// <summary>What the attributes of a traced method say beside its name. Made once per method.</summary>
internal sealed record SpanOptions
{
    public static SpanOptions Default { get; } = new();

    public TracedLevel Level { get; init; } = TracedLevel.Normal;

    public SubsegmentNamespace Namespace { get; init; }

    /// <summary>The namespace, as records say it.</summary>
    public SpanFlags Flags { get; init; }

    /// <summary>Shorter calls are left out when their segment is read; 0 for none.</summary>
    public int MinimumMilliseconds { get; init; }

    public bool OpensSegment { get; init; }

    /// <summary>The key under which what the method returns is annotated; null for not at all.</summary>
    public string? ResultAnnotation { get; init; }

    /// <summary>The key under which what the method returns is added as metadata; null for not at all.</summary>
    public string? ResultMetadata { get; init; }
}
