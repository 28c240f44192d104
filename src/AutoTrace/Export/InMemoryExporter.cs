using System.Collections.Immutable;
using System.Text;

namespace AutoTrace.Export;

/// <summary>Keeps documents in memory instead of sending them: for tests. Flush the runtime, then read.</summary>
public sealed class InMemoryExporter : SegmentExporter
{
    private ImmutableList<string> _documents = [];
    private DeliveryReport? _report;

    /// <inheritdoc/>
    public override string Description => "memory";

    /// <summary>The documents so far, JSON, in the order in which they were written. A snapshot; any thread may ask.</summary>
    public IReadOnlyList<string> Documents => Volatile.Read(ref _documents);

    /// <summary>Forgets the documents so far.</summary>
    public void Clear() => Volatile.Write(ref _documents, []);

    internal override void Attach(DeliveryReport report) => _report = report;

    internal override void Export(ReadOnlySpan<byte> document, int records)
    {
        string text = Encoding.UTF8.GetString(document);
        ImmutableInterlocked.Update(ref _documents, static (list, added) => list.Add(added), text);
        _report?.Sent(records);
    }

    internal override void Settle()
    {
    }
}
