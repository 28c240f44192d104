using System.Collections;

namespace AutoTrace.Spans;

/// <summary>What an iterator returned, each enumeration of it in a span of its own.</summary>
internal sealed class TracedEnumerable<T>(IEnumerable<T> items, StepSpan span) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator() => new TracedEnumerator<T>(items.GetEnumerator(), span);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
