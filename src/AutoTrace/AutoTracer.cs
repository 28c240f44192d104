using AutoTrace.Context;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace;

/// <summary>
/// Tracing by hand: segments, subsegments and the current one. All members are thread-safe and none throws, whether a
/// runtime is running or not.
/// </summary>
public static class AutoTracer
{
    /// <summary>The current segment or subsegment of this flow; one that ignores everything when none is open.</summary>
    public static TraceSpan Current => new(AmbientContext.Current);

    /// <summary>
    /// Opens a segment, makes it current and, when the result is disposed, closes it and hands it to the worker. A new trace
    /// starts unless <paramref name="options"/> say which one goes on.
    /// </summary>
    /// <param name="name">
    /// The segment's name, 1 to 200 characters: the name of its node in the service map. Others than letters, digits, blanks
    /// and <c>_ . : / % &amp; # = + - @</c> become <c>_</c>.
    /// </param>
    /// <param name="options">Trace, parent and decision, where they come from elsewhere.</param>
    /// <returns>Dispose it, best with <c>using</c>, in the flow that opened it.</returns>
    /// <remarks>
    /// Goes to the process's default runtime, the one that has been running longest; without one it does nothing.
    /// To send to another, use <see cref="AutoTraceRuntime.BeginSegment"/>.
    /// </remarks>
    public static TraceScope BeginSegment(string name, in SegmentOptions options = default) =>
        AutoTraceRuntime.Default?.BeginSegment(name, options) ?? default;

    /// <summary>Opens a subsegment under the current span and makes it current, until the result is disposed.</summary>
    /// <param name="name">Its name; see <see cref="BeginSegment"/>.</param>
    /// <param name="subsegmentNamespace">What it is about; <see cref="SubsegmentNamespace.Remote"/> makes it a node of the map.</param>
    /// <returns>Dispose it, best with <c>using</c>, in the flow that opened it.</returns>
    public static TraceScope BeginSubsegment(
        string name, SubsegmentNamespace subsegmentNamespace = SubsegmentNamespace.Local) =>
        Begin(name, subsegmentNamespace, id: default);

    /// <summary>Traces nothing in this flow until the result is disposed: no subsegments, no outgoing trace headers.</summary>
    public static TraceScope Suppress() =>
        new(new OpenSpan(SpanToken.Suppressed, AmbientContext.Enter(SpanToken.Suppressed)));

    internal static TraceScope Begin(string name, SubsegmentNamespace subsegmentNamespace, SegmentId id)
    {
        OpenSpan span = default;
        if (Tracing.IsOn)
        {
            SpanFlags flags = subsegmentNamespace switch
            {
                SubsegmentNamespace.Remote => SpanFlags.Remote,
                SubsegmentNamespace.Aws => SpanFlags.Aws,
                _ => SpanFlags.None,
            };
            SpanStart.Begin(ref span, SpanName.From(name), flags, id.Value);
        }

        return new TraceScope(span);
    }
}
