using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace;

/// <summary>
/// Tracing by hand: segments, subsegments and the current one. All members are thread-safe and none throws, whether a
/// runtime is running or not.
/// </summary>
public static partial class AutoTracer
{
    /// <summary>
    /// The current segment or subsegment of this flow; one that ignores everything when none is open.
    /// </summary>
    public static TraceSpan Current => new(AmbientContext.Span);

    /// <summary>
    /// Opens a segment, makes it current and, when the result is disposed, closes it and hands it to the worker. A new
    /// trace starts unless <paramref name="options"/> say which one goes on.
    /// </summary>
    /// <param name="name">
    /// The segment's name, 1 to 200 characters: the name of its node in the service map. Others than letters, digits,
    /// blanks and <c>_ . : / % &amp; # = + - @</c> become <c>_</c>.
    /// </param>
    /// <param name="options">Trace, parent and decision, where they come from elsewhere.</param>
    /// <returns>Dispose it, best with <c>using</c>, in the flow that opened it.</returns>
    /// <remarks>
    /// Goes to the runtime of the segment that is current, where one is, else to the process's default, the one that
    /// has been running longest; without one it does nothing. To send to another, use
    /// <see cref="AutoTraceRuntime.BeginSegment"/>.
    /// </remarks>
    public static TraceScope BeginSegment(string name, in SegmentOptions options = default)
    {
        SegmentQueue? queue = AmbientContext.Current is { IsSuppressed: false, Span.Segment.Queue: { IsClosed: false } own }
            ? own
            : Tracing.DefaultQueue;
        return queue is { IsClosed: false } ? new(SpanStart.BeginSegment(queue, SpanName.From(name), options)) : default;
    }

    /// <summary>Opens a subsegment under the current span and makes it current, until the result is disposed.</summary>
    /// <param name="name">Its name; see <see cref="BeginSegment"/>.</param>
    /// <param name="subsegmentNamespace">
    /// What it is about; <see cref="SubsegmentNamespace.Remote"/> makes it a node of the map.
    /// </param>
    /// <returns>Dispose it, best with <c>using</c>, in the flow that opened it.</returns>
    public static TraceScope BeginSubsegment(
        string name, SubsegmentNamespace subsegmentNamespace = SubsegmentNamespace.Local) =>
        BeginSubsegment(name, new SubsegmentOptions { Namespace = subsegmentNamespace });

    /// <inheritdoc cref="BeginSubsegment(string, SubsegmentNamespace)"/>
    /// <param name="name">Its name; see <see cref="BeginSegment"/>.</param>
    /// <param name="options">Namespace, id and start, where they are not the usual ones.</param>
    public static TraceScope BeginSubsegment(string name, in SubsegmentOptions options) => new(Begin(name, options));

    /// <summary>
    /// Traces nothing in this flow until the result is disposed: no subsegments, no outgoing trace headers.
    /// </summary>
    public static TraceScope Suppress() =>
        new(new OpenSpan(SpanToken.Suppressed, AmbientContext.Enter(SpanToken.Suppressed)));

    /// <summary>Remembers what is current here, for a flow that does not descend from this one.</summary>
    /// <remarks>
    /// Awaits, tasks, threads and timers inherit what is current where they are started. Consumers of a queue do not:
    /// put the captured context into the item, and <see cref="Use"/> it around the work. Allocates nothing.
    /// </remarks>
    public static CapturedContext Capture() => new(AmbientContext.Current);

    /// <summary>Makes current what was captured, until the result is disposed. Opens and closes no span.</summary>
    /// <param name="captured">From <see cref="Capture"/>. The default value makes no span current.</param>
    /// <returns>Dispose it, best with <c>using</c>, in the flow that called this.</returns>
    public static IDisposable Use(CapturedContext captured) => new BorrowedContext(captured.Token);

    private static OpenSpan Begin(string name, in SubsegmentOptions options)
    {
        OpenSpan span = default;
        if (Tracing.IsOn)
        {
            SpanStart.Begin(ref span, SpanName.From(name), options.Namespace.ToFlags(), options.Id.Value);
            if (options.StartTime is { } startTime)
            {
                span.StartAt(startTime);
            }
        }

        return span;
    }
}
