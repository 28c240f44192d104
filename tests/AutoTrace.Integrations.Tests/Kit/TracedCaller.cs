using AutoTrace.Export;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests;

/// <summary>
/// A program without a host that opens its segments by hand. Every document is checked when it is disposed.
/// </summary>
internal sealed class TracedCaller : IAsyncDisposable
{
    private readonly InMemoryExporter _exporter = new();

    public TracedCaller(Action<AutoTraceOptions>? options = null) => Runtime = AutoTraceRuntime.Start(o =>
    {
        o.Exporter = _exporter;
        o.SampleEverything = true;
        o.OnInformation = null;
        options?.Invoke(o);
    });

    public AutoTraceRuntime Runtime { get; }

    /// <summary>Runs work in a segment named "job" and answers with that segment.</summary>
    /// <param name="work">The work; its exception, if any, goes no further.</param>
    /// <param name="header">The trace that the segment belongs to; a new one by default.</param>
    public async Task<TraceNode> TraceAsync(Func<Task> work, TraceHeader header = default)
    {
        using (Runtime.BeginSegment("job", new SegmentOptions { Header = header }))
        {
            await Record.ExceptionAsync(work);
        }

        return (await TreeAsync())["job"];
    }

    public async Task<TraceTree> TreeAsync()
    {
        await Runtime.FlushAsync(Eventually.Deadline);
        return TraceTree.Of(_exporter.Documents.Select(SegmentDocument.Parse));
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        DocumentRules.AssertValid(_exporter.Documents.Select(SegmentDocument.Parse));
    }
}
