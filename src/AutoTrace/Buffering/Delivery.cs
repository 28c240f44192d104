using AutoTrace.Documents;
using AutoTrace.Export;

namespace AutoTrace.Buffering;

/// <summary>What closed segments are delivered with. Made, used and disposed of by the worker's thread alone.</summary>
/// <param name="Documents">Writes them.</param>
/// <param name="Exporter">Sends them.</param>
internal sealed record Delivery(SegmentDocuments Documents, SegmentExporter Exporter) : IDisposable
{
    /// <summary>What lives as long.</summary>
    public List<IDisposable> Companions { get; } = [];

    public void Dispose()
    {
        Exporter.Dispose();
        foreach (IDisposable companion in Companions)
        {
            companion.Dispose();
        }
    }
}
