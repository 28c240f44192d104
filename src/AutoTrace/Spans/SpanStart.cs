using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Diagnostics;
using AutoTrace.Model;
using AutoTrace.Sampling;

namespace AutoTrace.Spans;

/// <summary>Opens spans: finds the parent, reads the clock, claims a record and makes the span current.</summary>
internal static class SpanStart
{
    // A flow may outlive the segment that it was started in by this much and still belong to it.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Opens a subsegment under the current span. Leaves <paramref name="span"/> untouched, at its default, where nothing is
    /// to be recorded.
    /// </summary>
    public static void Begin(ref OpenSpan span, SpanName name, SpanFlags flags = SpanFlags.None, ulong id = 0)
    {
        SpanToken? parent = AmbientContext.Current;
        if (parent is null)
        {
            MissingSegment.Report(name.ToString());
        }
        else if (parent.Span.IsRecorded && TryAppend(parent.Span, name, flags, id, out SpanReference reference))
        {
            SpanToken token = new(reference);
            span = new OpenSpan(token, AmbientContext.Enter(token));
        }
    }

    /// <summary>Opens the span of a call of a traced method. For the wrapper, which undoes it on the same thread.</summary>
    /// <param name="span">Set where something is to be undone.</param>
    /// <param name="name">Of the span.</param>
    /// <param name="options">Of the method.</param>
    /// <param name="startsNoFlow">Whether it is proven that nobody but the body itself can ask for the span.</param>
    public static void Begin(ref OpenSpan span, SpanName name, SpanOptions options, bool startsNoFlow = false)
    {
        RunningBody outer = RunningBody.Current;
        SpanToken? carried = outer.IsNone ? AmbientContext.Carried : null;
        SpanReference parent = outer.IsNone ? carried?.Span ?? default : outer.Span;
        if (options.OpensSegment)
        {
            startsNoFlow = false;
            if (carried is not { IsSuppressed: true } && TryOpenSegment(parent, name, options.Level, out SpanReference root))
            {
                span.EnterContext(root, carried, outer);
                return;
            }
        }
        else if (parent.IsRecorded && TryAppend(parent, name, options, out SpanReference opened))
        {
            if (startsNoFlow)
            {
                span.EnterBody(opened, outer);
            }
            else
            {
                span.EnterContext(opened, carried, outer);
            }

            return;
        }
        else if (!parent.Exists && carried is null)
        {
            MissingSegment.Report(name.ToString());
        }

        if (!outer.IsNone && !startsNoFlow)
        {
            span.CarryBody(outer);
        }
    }

    /// <summary>Opens a segment and makes it current, whatever was current before.</summary>
    public static OpenSpan BeginSegment(SegmentQueue queue, SpanName name, in SegmentOptions options)
    {
        SpanToken token = new(OpenSegment(queue, name, options));
        OpenSpan span = new(token, AmbientContext.Enter(token));
        if (options.StartTime is { } startTime)
        {
            span.StartAt(startTime);
        }

        return span;
    }

    /// <summary>Whether the segment was closed so long ago that nothing belongs to it any more.</summary>
    public static bool IsPast(Segment segment) =>
        segment.IsClosed && segment.Queue.Clock.GetElapsedTime(segment.ClosedAt) > s_grace;

    private static SpanReference OpenSegment(SegmentQueue queue, SpanName name, in SegmentOptions options)
    {
        TraceHeader header = options.Header;
        SegmentIdentity identity = new()
        {
            TraceId = header.Root.IsEmpty ? TraceId.New(options.StartTime ?? queue.Clock.GetUtcNow()) : header.Root,
            Id = options.Id.IsEmpty ? SegmentId.New() : options.Id,
            ParentId = header.Parent,
            Name = name,
            IsSampled = Sampler.Decide(header.Sampled),
            ExtraHeaderFields = header.ExtraFields,
            Origin = options.Origin,
        };
        SegmentHold? hold = identity.IsSampled ? null : queue.TryHold();
        Segment segment = new(queue, identity) { Hold = hold };
        bool isRecorded = identity.IsSampled || hold is not null;
        return isRecorded ? AppendRoot(segment, SpanFlags.None) : new(segment, chunk: null, ordinal: 0, identity.Id.Value);
    }

    /// <summary>A call that opens a segment: below what is current, or at the root of a new trace.</summary>
    private static bool TryOpenSegment(
        in SpanReference around, SpanName name, TracedLevel level, out SpanReference root)
    {
        SegmentQueue? queue = around.Exists ? around.Segment.Queue : Tracing.DefaultQueue;
        if (queue is not { IsClosed: false } || level < queue.MinimumLevel)
        {
            root = default;
            return false;
        }

        bool isBelow = around.Exists && !IsPast(around.Segment);
        root = OpenSegment(queue, name, new() { Header = isBelow ? new TraceSpan(around).Header : default });
        return true;
    }

    private static bool TryAppend(
        in SpanReference parent, SpanName name, SpanOptions options, out SpanReference reference)
    {
        reference = default;
        if (options.Level < parent.Segment.Queue.MinimumLevel ||
            !TryAppend(parent, name, options.Flags, id: 0, out reference))
        {
            return false;
        }

        if (options.MinimumMilliseconds > 0)
        {
            reference.Segment.KeepsRecords = true;
            reference.Record.MinimumMilliseconds = options.MinimumMilliseconds;
        }

        return true;
    }

    private static bool TryAppend(
        in SpanReference parent, SpanName name, SpanFlags flags, ulong id, out SpanReference reference)
    {
        Segment segment = parent.Segment;
        if (!segment.IsClosed &&
            segment.TryAppend(name, id, parent.Ordinal, segment.Queue.Clock.GetTimestamp(), flags, out reference))
        {
            return true;
        }

        reference = default;
        return !segment.IsUnwanted && TryAppendLate(parent, name, flags, id, out reference);
    }

    /// <summary>A span whose segment has closed meanwhile becomes an independent subsegment of its parent.</summary>
    private static bool TryAppendLate(
        in SpanReference parent, SpanName name, SpanFlags flags, ulong id, out SpanReference reference)
    {
        Segment closed = parent.Segment;
        if (IsPast(closed))
        {
            MissingSegment.Report(name.ToString());
            reference = default;
            return false;
        }

        SegmentIdentity identity = closed.Identity with
        {
            Id = id != 0 ? new SegmentId(id) : SegmentId.New(),
            ParentId = new SegmentId(closed.KeptAncestor(parent)),
            Name = name,
            IsSubsegment = true,
        };
        reference = AppendRoot(new Segment(closed.Queue, identity), flags);
        return true;
    }

    private static SpanReference AppendRoot(Segment segment, SpanFlags flags)
    {
        SegmentIdentity identity = segment.Identity;
        segment.TryAppend(
            identity.Name, identity.Id.Value, parentOrdinal: -1, segment.StartTimestamp, flags, out SpanReference root);
        return root;
    }
}
