using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Store;

/// <summary>A trace that is being collected. Guarded by its store's lock.</summary>
internal sealed class StoredTrace(TraceId id)
{
    // The dictionary, and what queries derive. Measured together with SegmentDocument.Footprint.
    public const long OwnFootprint = 900;

    private readonly Dictionary<SegmentId, SegmentDocument> _documents = [];
    private TraceDocuments? _current;
    private int _revision;

    public TraceId Id { get; } = id;

    public int Count => _documents.Count;

    public long Footprint { get; private set; } = OwnFootprint;

    /// <summary>Adds a document, or lets it replace the one with its id. False when nothing changed.</summary>
    public bool Add(SegmentDocument document)
    {
        if (_documents.TryGetValue(document.Root.Id, out SegmentDocument? held))
        {
            if (!Precedence.Replaces(document, held))
            {
                return false;
            }

            Footprint -= held.Footprint;
        }

        _documents[document.Root.Id] = document;
        Footprint += document.Footprint;
        _revision++;
        _current = null;
        return true;
    }

    public TraceDocuments Current() => _current ??= new TraceDocuments(Id, _revision, [.. _documents.Values]);
}
