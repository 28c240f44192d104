using System.Diagnostics;

namespace AutoTrace.AspNetCore;

/// <summary>
/// Reads <c>X-Amzn-Trace-Id</c> for ASP.NET Core in W3C's terms, so that a request's <see cref="Activity"/>, and with
/// it the log, has the trace id that X-Ray shows. Everything else is left to the propagator that was there.
/// </summary>
internal sealed class XRayPropagator(DistributedContextPropagator inner) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        inner.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        if (getter is null)
        {
            return;
        }

        getter(carrier, TraceHeader.Name, out string? text, out _);
        if (TraceHeader.TryParse(text, out TraceHeader header))
        {
            bool isSameTrace =
                TraceHeader.TryParseTraceparent(traceId, out TraceHeader other) && other.Root == header.Root;
            traceId = ToTraceparent(header);
            traceState = isSameTrace ? traceState : null;
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier, PropagatorGetterCallback? getter) => inner.ExtractBaggage(carrier, getter);

    /// <summary>
    /// W3C knows no trace without a parent, so one is made up where a load balancer has named none; no document
    /// mentions it. What has not been decided counts as recorded: others decide for themselves.
    /// </summary>
    private static string ToTraceparent(in TraceHeader header) => new TraceHeader
    {
        Root = header.Root,
        Parent = header.Parent.IsEmpty ? SegmentId.New() : header.Parent,
        Sampled = header.Sampled == SamplingDecision.NotSampled
            ? SamplingDecision.NotSampled
            : SamplingDecision.Sampled,
    }.ToTraceparent();
}
