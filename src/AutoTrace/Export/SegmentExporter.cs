using AutoTrace.XRay;

namespace AutoTrace.Export;

/// <summary>Where the worker sends segment documents. Called by the worker's thread alone.</summary>
public abstract class SegmentExporter : IDisposable
{
    private protected SegmentExporter()
    {
    }

    /// <summary>Where documents go, for the line that is said at start: <c>udp 127.0.0.1:2000</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Asks for X-Ray's sampling rules where documents go; null where nobody is to be asked.</summary>
    internal virtual ISamplingTransport? Sampling => null;

    /// <summary>The size of the largest document that it takes, in bytes. May shrink while it learns.</summary>
    internal virtual int MaxDocumentBytes => Limits.DocumentBytesOverUdp;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called once, before the first document.</summary>
    internal abstract void Attach(DeliveryReport report);

    /// <summary>Sends one document and reports what became of its records.</summary>
    /// <param name="document">A segment or independent subsegment, UTF-8 JSON.</param>
    /// <param name="records">How many segments and subsegments it holds.</param>
    internal abstract void Export(ReadOnlySpan<byte> document, int records);

    /// <summary>
    /// Called when nothing is waiting: delivers what is held back for no more than that and finds out about what went
    /// wrong late.
    /// </summary>
    internal abstract void Settle();

    /// <summary>Delivers what is held back to travel in batches.</summary>
    /// <param name="last">Nothing will come after it.</param>
    /// <returns>Ends, never faulted, when all of it is sent or counted as lost.</returns>
    internal virtual Task FlushAsync(bool last) => Task.CompletedTask;

    /// <summary>
    /// Puts what is held where a later process finds it, if there is such a place: this one may end at any moment. Any
    /// thread; never throws.
    /// </summary>
    internal virtual void PutAway()
    {
    }

    /// <summary>Releases what the exporter holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
