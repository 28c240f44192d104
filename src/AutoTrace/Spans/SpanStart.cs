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
            return;
        }

        if (parent.Span.IsRecorded && TryAppend(parent.Span, name, flags, id, out SpanReference reference))
        {
            SpanToken token = new(reference);
            span = new OpenSpan(token, AmbientContext.Enter(token));
        }
    }

    /// <summary>Opens the span of a call of a traced method.</summary>
    public static void Begin(ref OpenSpan span, SpanName name, SpanOptions options)
    {
        SpanToken? parent = AmbientContext.Current;
        if (options.OpensSegment)
        {
            BeginOwnSegment(ref span, parent, name, options.Level);
        }
        else if (parent is null)
        {
            MissingSegment.Report(name.ToString());
        }
        else if (parent.Span.IsRecorded &&
            options.Level >= parent.Span.Segment.Queue.MinimumLevel &&
            TryAppend(parent.Span, name, options.Flags, id: 0, out SpanReference reference))
        {
            reference.Record.MinimumMilliseconds = options.MinimumMilliseconds;
            SpanToken token = new(reference);
            span = new OpenSpan(token, AmbientContext.Enter(token));
        }
    }

    /// <summary>Opens a segment and makes it current, whatever was current before.</summary>
    public static OpenSpan BeginSegment(SegmentQueue queue, SpanName name, in SegmentOptions options)
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
        SpanReference reference = isRecorded ? AppendRoot(segment, SpanFlags.None) : new(segment, chunk: null, slot: 0);
        SpanToken token = new(reference);
        OpenSpan span = new(token, AmbientContext.Enter(token));
        if (options.StartTime is { } startTime)
        {
            span.StartAt(startTime);
        }

        return span;
    }

    /// <summary>A call that opens a segment: below what is current, or at the root of a new trace.</summary>
    private static void BeginOwnSegment(ref OpenSpan span, SpanToken? around, SpanName name, TracedLevel level)
    {
        if (around is { IsSuppressed: true })
        {
            return;
        }

        SegmentQueue? queue = around is null ? Tracing.DefaultQueue : around.Span.Segment.Queue;
        if (queue is { IsClosed: false } && level >= queue.MinimumLevel)
        {
            bool isBelow = around is not null && !IsPast(around.Span.Segment);
            SegmentOptions options = new() { Header = isBelow ? new TraceSpan(around).Header : default };
            span = BeginSegment(queue, name, options);
        }
    }

    /// <summary>Whether the segment was closed so long ago that nothing belongs to it any more.</summary>
    public static bool IsPast(Segment segment) =>
        segment.IsClosed && segment.Queue.Clock.GetElapsedTime(segment.ClosedAt) > s_grace;

    private static bool TryAppend(
        in SpanReference parent, SpanName name, SpanFlags flags, ulong id, out SpanReference reference)
    {
        Segment segment = parent.Segment;
        id = id != 0 ? id : segment.NextId();
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
            Id = new SegmentId(id),
            ParentId = new SegmentId(closed.KeptAncestor(parent).Id),
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
