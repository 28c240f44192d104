using Shop.Load;

namespace Shop.Check;

/// <summary>All that the daemon shows at one moment.</summary>
internal sealed class Snapshot(ServiceMap map, IReadOnlyList<TraceSummary> summaries, IReadOnlyList<Trace> traces)
{
    private readonly Dictionary<string, Trace> _traces = traces.ToDictionary(trace => trace.Id);

    public ServiceMap Map { get; } = map;

    public IReadOnlyList<Trace> Traces { get; } = traces;

    public static async Task<Snapshot> TakeAsync(XRayApi api)
    {
        IReadOnlyList<TraceSummary> summaries = await api.GetTraceSummariesAsync();
        IReadOnlyList<Trace> traces = await api.BatchGetTracesAsync(summaries.Select(summary => summary.Id));
        return new Snapshot(await api.GetServiceGraphAsync(), summaries, traces);
    }

    /// <summary>The traces of one kind of request, as its method and URL in the list of traces say.</summary>
    public IReadOnlyList<Trace> Of(RequestKind kind) =>
        [.. summaries.Where(summary => summary.Is(kind)).Select(summary => _traces[summary.Id])];
}
