using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Store;

/// <summary>The documents of one trace at one moment; a later document makes a new instance. In no order.</summary>
/// <param name="Id">The trace.</param>
/// <param name="Revision">How often the trace has changed.</param>
/// <param name="Documents">One per id.</param>
internal sealed record TraceDocuments(TraceId Id, int Revision, IReadOnlyCollection<SegmentDocument> Documents);
