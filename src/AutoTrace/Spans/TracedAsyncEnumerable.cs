namespace AutoTrace.Spans;

/// <summary>An async stream, each enumeration of it in a span of its own.</summary>
internal sealed class TracedAsyncEnumerable<T>(IAsyncEnumerable<T> items, StepSpan span) : IAsyncEnumerable<T>
{
    /// <summary>The token reaches the body's <c>[EnumeratorCancellation]</c> parameter.</summary>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) =>
        new TracedAsyncEnumerator<T>(items.GetAsyncEnumerator(cancellationToken), span);
}
