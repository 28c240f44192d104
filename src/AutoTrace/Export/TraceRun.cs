namespace AutoTrace.Export;

/// <summary>Documents of one trace that came one behind the other: a segment and what was split from it.</summary>
internal sealed class TraceRun(TraceId traceId, TimeSpan since)
{
    public TraceId TraceId => traceId;

    /// <summary>When the first of them came.</summary>
    public TimeSpan Since => since;

    public List<HeldDocument> Documents { get; } = [];

    public int Bytes { get; private set; }

    public void Add(in HeldDocument document)
    {
        Documents.Add(document);
        Bytes += document.Json.Length;
    }

    /// <summary>Takes the first ones away, as many as fit and one at least.</summary>
    public List<HeldDocument> TakeWithin(int maxDocuments, int maxBytes)
    {
        int count = 1;
        int bytes = Documents[0].Json.Length;
        while (count < Math.Min(maxDocuments, Documents.Count) && bytes + Documents[count].Json.Length <= maxBytes)
        {
            bytes += Documents[count++].Json.Length;
        }

        List<HeldDocument> taken = Documents.GetRange(0, count);
        Documents.RemoveRange(0, count);
        Bytes -= bytes;
        return taken;
    }
}
