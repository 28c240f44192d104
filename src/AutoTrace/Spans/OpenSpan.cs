using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>
/// A span from its start to its end, in the hands of the one flow that opened it. The default value does nothing.
/// </summary>
/// <remarks>
/// Filled in where it lies and never copied on the hot path: each reference in it that is written costs more than a comparison.
/// </remarks>
internal struct OpenSpan
{
    private SpanToken? _token;
    private ContextChange _context;
    private SpanChunk? _chunk;
    private OuterBody _outer;
    private int _slot;
    private Kind _kind;

    /// <summary>A span that flows carry from here on.</summary>
    public OpenSpan(SpanToken token, in ContextChange context)
    {
        _token = token;
        _context = context;
        _kind = Kind.Carried;
    }

    private enum Kind : byte
    {
        None,

        /// <summary>Lies on its thread: its body starts no flow.</summary>
        OnThread,

        /// <summary>Carried by the flow.</summary>
        Carried,

        /// <summary>No span: the one of the body around it is carried meanwhile.</summary>
        CarriesOuter,
    }

    /// <summary>Whether there is nothing to undo.</summary>
    public readonly bool IsDefault => _kind == Kind.None;

    /// <summary>False for the default value, which has no end.</summary>
    public readonly bool IsOpened => Span.Exists;

    public readonly bool IsRecorded => _chunk is not null || (_kind == Kind.Carried && _token!.Span.IsRecorded);

    /// <summary>True once an exception has left the span.</summary>
    public bool HasFailed { get; private set; }

    public readonly SpanReference Span => _kind switch
    {
        Kind.OnThread => _chunk!.Span(_slot),
        Kind.Carried => _token!.Span,
        _ => default,
    };

    /// <summary>The span in a form that can be kept; null if there is none.</summary>
    public readonly SpanToken? Token => _kind switch
    {
        Kind.OnThread => new SpanToken(_chunk!.Span(_slot)),
        Kind.Carried => _token,
        _ => null,
    };

    /// <summary>True once <see cref="End"/> has closed it; false for one that its segment's end has closed.</summary>
    public readonly bool HasEnded => Span is { Exists: true, HasEnded: true };

    /// <summary>Makes a span current while a body runs that starts no flow.</summary>
    public void EnterBody(SpanChunk chunk, int slot, RunningBody thread)
    {
        _chunk = chunk;
        _slot = slot;
        _kind = Kind.OnThread;
        thread.Enter(chunk, slot, out _outer);
    }

    /// <summary>Makes a span current, here and in the flows that are started under it.</summary>
    /// <param name="token">To make current.</param>
    /// <param name="thread">The thread's.</param>
    /// <param name="carried">What is carried, where no body is running.</param>
    public void EnterContext(SpanToken token, RunningBody thread, SpanToken? carried)
    {
        _kind = Kind.Carried;
        Carry(token, thread, carried);
    }

    /// <summary>
    /// Opens no span, and lets the flows that are started from here on carry that of the body which runs here.
    /// </summary>
    public void CarryOuter(RunningBody thread)
    {
        _kind = Kind.CarriesOuter;
        Carry(new SpanToken(thread.Span), thread, carried: null);
    }

    /// <summary>Makes the span current once more, for another step of a body that runs in pieces.</summary>
    public void EnterContext()
    {
        if (_token is not null)
        {
            // What ran around an earlier step does not run around this one, which may be on another thread.
            _outer = default;
            Carry(_token, RunningBody.OfThisThread, AmbientContext.Carried);
        }
    }

    /// <summary>Makes the earlier span current again, in the flow that calls this.</summary>
    public readonly void RestoreContext()
    {
        if (_token is not null)
        {
            AmbientContext.Leave(_context);
        }

        _outer.Restore();
    }

    /// <summary>For who has not ended it.</summary>
    public readonly void Annotate(string key, in AnnotationValue value)
    {
        if (_kind == Kind.OnThread)
        {
            Segment segment = _chunk!.Segment;
            if (!segment.TryAnnotate(_chunk.FirstOrdinal + _slot, key, value))
            {
                segment.Queue.Counters.AddTooLate();
            }
        }
        else
        {
            SpanWrite.Annotate(Span, key, value);
        }
    }

    public readonly void Push(SpanDetail detail) => SpanWrite.Push(Span, detail);

    public void Fail(Exception exception)
    {
        HasFailed = IsOpened;
        if (IsRecorded)
        {
            SpanFailure.Record(Span, exception);
        }

        // Filters of callers run next, before the body is left: one that waits may run somebody's task on this thread.
        if (_kind == Kind.OnThread && _outer.Thread is { Chunk: not null } thread)
        {
            _token = Token;
            _context = AmbientContext.Enter(_token);
            thread.Set(chunk: null, slot: 0);
        }
    }

    /// <summary>Moves the start of the span, which nobody else has seen yet.</summary>
    public readonly void StartAt(DateTimeOffset time)
    {
        if (IsOpened)
        {
            SpanTimes.StartAt(Span, time);
        }
    }

    /// <inheritdoc cref="End"/>
    /// <param name="time">When it ended, by the program's own reckoning.</param>
    public readonly void EndAt(DateTimeOffset time)
    {
        if (IsOpened)
        {
            SpanEnd.EndAt(Span, time);
        }
    }

    /// <summary>Ends the span; the end of a segment's own span closes the segment. Only the first call counts.</summary>
    public readonly void End()
    {
        if (IsOpened)
        {
            SpanEnd.End(Span);
        }
    }

    /// <summary>As <see cref="End"/>, for the only one who can end it.</summary>
    public readonly void EndAlone()
    {
        if (_kind == Kind.OnThread)
        {
            SpanEnd.EndAlone(_chunk!, _slot);
        }
        else if (_kind == Kind.Carried)
        {
            SpanEnd.EndAlone(_token!.Span);
        }
    }

    private void Carry(SpanToken token, RunningBody thread, SpanToken? carried)
    {
        _token = token;
        bool isBody = thread.Chunk is not null;
        _context = AmbientContext.Enter(token, isBody ? AmbientContext.Carried : carried);
        if (isBody)
        {
            thread.Enter(chunk: null, slot: 0, out _outer);
        }
    }
}
