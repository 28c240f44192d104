using System.Collections;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>What an iterator returned, each enumeration of it in a span of its own.</summary>
internal sealed class TracedEnumerable<T>(
    IEnumerable<T> items, SpanName name, IReadOnlyList<AnnotationDetail>? annotations) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator() => new TracedEnumerator<T>(items.GetEnumerator(), new(name, annotations));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
