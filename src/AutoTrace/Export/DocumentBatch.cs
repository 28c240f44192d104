namespace AutoTrace.Export;

/// <summary>The documents of one request.</summary>
internal sealed class DocumentBatch(List<HeldDocument> documents)
{
    public List<HeldDocument> Documents { get; } = documents;

    /// <summary>How often it has failed.</summary>
    public int Failures { get; set; }

    /// <summary>How often it has failed again although others had gone through since.</summary>
    public int FailuresOfItsOwn { get; set; }

    /// <summary>How many requests had succeeded when it failed last.</summary>
    public long SuccessesBefore { get; set; }

    /// <summary>Not to be sent before this time, on the clock of the outbox.</summary>
    public TimeSpan NotBefore { get; set; }

    public int Records => Documents.Sum(document => document.Records);
}
