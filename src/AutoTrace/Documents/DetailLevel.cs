namespace AutoTrace.Documents;

/// <summary>How much a span says: less, step by step, when all of it does not fit into a document.</summary>
internal enum DetailLevel
{
    Everything,

    /// <summary>Metadata is named but left out.</summary>
    WithoutMetadata,

    /// <summary>Stacks, annotations and blocks are left out too: names, ids, times and outcome remain.</summary>
    Outline,
}
