using System.Collections.Immutable;
using System.Text;

namespace AutoTrace.Export;

/// <summary>Keeps documents in memory instead of sending them: for tests. Flush the runtime, then read.</summary>
public sealed class InMemoryExporter : SegmentExporter
{
    private ImmutableList<string> _documents = [];
    private DeliveryReport? _report;
    private List<string> _news = [];

    /// <inheritdoc/>
    public override string Description => "memory";

    /// <summary>
    /// The documents so far, JSON, in the order in which they were written. A snapshot; any thread may ask.
    /// </summary>
    public IReadOnlyList<string> Documents => Volatile.Read(ref _documents);

    /// <summary>
    /// Told which documents were written since it was told last, whenever no more are waiting: the segments among them
    /// are whole. Called on the background thread; an exception ends there.
    /// </summary>
    public Action<IReadOnlyList<string>>? OnDelivered { get; init; }

    /// <summary>Forgets the documents so far.</summary>
    public void Clear() => Volatile.Write(ref _documents, []);

    internal override void Attach(DeliveryReport report) => _report = report;

    internal override void Export(ReadOnlySpan<byte> document, int records)
    {
        string text = Encoding.UTF8.GetString(document);
        ImmutableInterlocked.Update(ref _documents, static (list, added) => list.Add(added), text);
        if (OnDelivered is not null)
        {
            _news.Add(text);
        }

        _report?.Sent(records);
    }

    internal override void Settle()
    {
        if (_news.Count > 0)
        {
            List<string> news = _news;
            _news = [];
            OnDelivered?.Invoke(news);
        }
    }
}
