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
    /// Opens a subsegment under the current span. Leaves <paramref name="span"/> untouched, at its default, where
    /// nothing is to be recorded.
    /// </summary>
    public static void Begin(ref OpenSpan span, SpanName name, SpanFlags flags = SpanFlags.None, ulong id = 0)
    {
        SpanToken? parent = AmbientContext.Current;
        if (parent is null)
        {
            MissingSegment.Report(name);
        }
        else if (parent.Span.IsRecorded && TryAppend(parent.Span, name, flags, id, out int slot) is { } chunk)
        {
            SpanToken token = new(chunk.Span(slot));
            span = new OpenSpan(token, AmbientContext.Enter(token));
        }
    }

    /// <summary>
    /// Opens the span of a call of a traced method. For the wrapper, which undoes it on the same thread.
    /// </summary>
    /// <param name="span">Set where something is to be undone.</param>
    /// <param name="name">Of the span.</param>
    /// <param name="options">Of the method.</param>
    /// <param name="startsNoFlow">Whether it is proven that nobody but the body itself can ask for the span.</param>
    public static void Begin(ref OpenSpan span, SpanName name, SpanOptions options, bool startsNoFlow = false)
    {
        RunningBody thread = RunningBody.OfThisThread;
        if (options.OpensSegment)
        {
            BeginOwnSegment(ref span, name, options, thread);
        }
        else if (thread.Chunk is { } chunk)
        {
            Begin(ref span, name, options, startsNoFlow, thread, chunk.Span(thread.Slot), carried: null);
        }
        else if (AmbientContext.Carried is not { } carried)
        {
            MissingSegment.Report(name);
        }
        else if (carried.Span.IsRecorded)
        {
            Begin(ref span, name, options, startsNoFlow, thread, carried.Span, carried);
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
        WholeOf(segment) is { IsClosed: true } whole && whole.Queue.Clock.GetElapsedTime(whole.ClosedAt) > s_grace;

    private static SpanReference OpenSegment(SegmentQueue queue, SpanName name, in SegmentOptions options)
    {
        TraceHeader header = options.Header;
        SamplingVerdict verdict = queue.Sampler.Decide(name, options);
        SegmentIdentity identity = new()
        {
            TraceId = header.Root.IsEmpty ? TraceId.New(options.StartTime ?? queue.Clock.GetUtcNow()) : header.Root,
            Id = options.Id.IsEmpty ? SegmentId.New() : options.Id,
            ParentId = header.Parent,
            Name = name,
            IsSampled = verdict.IsSampled,
            SamplingRule = verdict.Rule,
            Anomalies = verdict.Anomalies,
            ExtraHeaderFields = header.ExtraFields,
            Origin = options.Origin,
        };
        SegmentHold? hold = identity.IsSampled ? null : queue.TryHold();
        bool isRecorded = identity.IsSampled || hold is not null;
        Segment segment = new(queue, identity, isRecorded) { Hold = hold };
        return isRecorded && AppendRoot(segment, SpanFlags.None, out int slot) is { } chunk
            ? chunk.Span(slot)
            : new(segment, chunk: null, ordinal: 0, identity.Id.Value);
    }

    private static void Begin(
        ref OpenSpan span,
        SpanName name,
        SpanOptions options,
        bool startsNoFlow,
        RunningBody thread,
        in SpanReference parent,
        SpanToken? carried)
    {
        if (options.Level >= parent.Segment.Queue.MinimumLevel &&
            TryAppend(parent, name, options.Flags, id: 0, out int slot) is { } chunk)
        {
            if (options.MinimumMilliseconds > 0)
            {
                chunk.Segment.KeepsRecords = true;
                chunk.Records[slot].MinimumMilliseconds = options.MinimumMilliseconds;
            }

            if (startsNoFlow)
            {
                span.EnterBody(chunk, slot, thread);
            }
            else
            {
                span.EnterContext(new SpanToken(chunk.Span(slot)), thread, carried);
            }
        }
        else if (carried is null && !startsNoFlow)
        {
            span.CarryOuter(thread);
        }
    }

    /// <summary>A call that opens a segment: below what is current, or at the root of a new trace.</summary>
    private static void BeginOwnSegment(ref OpenSpan span, SpanName name, SpanOptions options, RunningBody thread)
    {
        bool isInBody = thread.Chunk is not null;
        SpanToken? around = AmbientContext.Current;
        SegmentQueue? queue = around is { Span.Exists: true } ? around.Span.Segment.Queue : Tracing.DefaultQueue;
        if (around is not { IsSuppressed: true } && queue is { IsClosed: false } && options.Level >= queue.MinimumLevel)
        {
            bool isBelow = around is { Span.Exists: true } && !IsPast(around.Span.Segment);
            TraceHeader header = isBelow ? new TraceSpan(around!.Span).Header : default;
            SpanReference root = OpenSegment(queue, name, new() { Header = header });
            span.EnterContext(new SpanToken(root), thread, isInBody ? null : around);
        }
        else if (isInBody)
        {
            span.CarryOuter(thread);
        }
    }

    private static SpanChunk? TryAppend(
        in SpanReference parent, SpanName name, SpanFlags flags, ulong id, out int slot)
    {
        Segment segment = parent.Segment;
        slot = 0;
        return !segment.IsClosed &&
            !segment.IsStreaming &&
            segment.TryAppend(
                name, id, parent.Ordinal, segment.Queue.Clock.GetTimestamp(), flags, out slot) is { } chunk ? chunk
            : segment.IsUnwanted ? null
            : TryAppendApart(parent, name, flags, id, out slot);
    }

    /// <summary>
    /// A span whose segment has closed meanwhile, or streams, becomes an independent subsegment of its parent.
    /// </summary>
    private static SpanChunk? TryAppendApart(
        in SpanReference parent, SpanName name, SpanFlags flags, ulong id, out int slot)
    {
        Segment around = parent.Segment;
        if (IsPast(around))
        {
            MissingSegment.Report(name);
            slot = 0;
            return null;
        }

        Segment? whole = WholeOf(around) is { IsClosed: false } open ? open : null;
        if (!around.IsClosed)
        {
            SpanWrite.Link(parent);
        }

        SegmentIdentity identity = around.Identity with
        {
            Id = id != 0 ? new SegmentId(id) : SegmentId.New(),
            ParentId = new SegmentId(around.KeptAncestor(parent)),
            Name = name,
            IsSubsegment = true,
        };
        Segment part = new(around.Queue, identity) { Whole = whole };
        SpanChunk? chunk = AppendRoot(part, flags, out slot);
        whole?.AddPart(part);
        return chunk;
    }

    private static Segment WholeOf(Segment segment) => segment.Whole ?? segment;

    private static SpanChunk? AppendRoot(Segment segment, SpanFlags flags, out int slot)
    {
        SegmentIdentity identity = segment.Identity;
        return segment.TryAppend(
            identity.Name, identity.Id.Value, parentOrdinal: -1, segment.StartTimestamp, flags, out slot);
    }
}
