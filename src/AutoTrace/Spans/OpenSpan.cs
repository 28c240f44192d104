using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>A span from its start to its end, in the hands of the one flow that opened it. The default value does nothing.</summary>
internal struct OpenSpan
{
    private SpanReference _span;
    private SpanToken? _token;
    private ContextChange _context;
    private RunningBody _outer;
    private Undo _undo;

    /// <summary>A span that flows carry from here on.</summary>
    public OpenSpan(SpanToken token, in ContextChange context)
    {
        _span = token.Span;
        _token = token;
        _context = context;
        _undo = Undo.Context;
    }

    [Flags]
    private enum Undo : byte
    {
        None = 0,
        Context = 1,
        Body = 2,
    }

    /// <summary>False for the default value, which has no end.</summary>
    public readonly bool IsOpened => _span.Exists;

    public readonly bool IsRecorded => _span.IsRecorded;

    /// <summary>True once an exception has left the span.</summary>
    public bool HasFailed { get; private set; }

    public readonly SpanReference Span => _span;

    /// <summary>The span in a form that can be kept; null if there is none.</summary>
    public readonly SpanToken? Token => _span.Exists ? _token ?? new SpanToken(_span) : null;

    /// <summary>True once <see cref="End"/> has closed it; false for one that its segment's end has closed.</summary>
    public readonly bool HasEnded => _span is { Exists: true, HasEnded: true };

    /// <summary>Makes a span current while a body runs that starts no flow.</summary>
    public void EnterBody(in SpanReference span, in RunningBody outer)
    {
        _span = span;
        _outer = outer;
        _undo = Undo.Body;
        RunningBody.Current = new RunningBody(span);
    }

    /// <summary>Makes a span current, here and in the flows that are started under it.</summary>
    /// <param name="span">To make current.</param>
    /// <param name="carried">What is carried where no body is running.</param>
    /// <param name="outer">The body that is running.</param>
    public void EnterContext(in SpanReference span, SpanToken? carried, in RunningBody outer)
    {
        _span = span;
        Carry(new SpanToken(span), carried, outer);
    }

    /// <summary>
    /// Opens no span, and lets the flows that are started from here on carry that of the body which runs here.
    /// </summary>
    public void CarryBody(in RunningBody outer) => Carry(new SpanToken(outer.Span), carried: null, outer);

    /// <summary>Makes the span current once more, for another step of a body that runs in pieces.</summary>
    public void EnterContext()
    {
        if (_token is not null)
        {
            Carry(_token, AmbientContext.Carried, RunningBody.Current);
        }
    }

    /// <summary>Makes the earlier span current again, in the flow that calls this.</summary>
    public readonly void RestoreContext()
    {
        if ((_undo & Undo.Context) != 0)
        {
            AmbientContext.Leave(_context);
        }

        if ((_undo & Undo.Body) != 0)
        {
            RunningBody.Current = _outer;
        }
    }

    public readonly void Push(SpanDetail detail) => SpanWrite.Push(_span, detail);

    public void Fail(Exception exception)
    {
        HasFailed = IsOpened;
        if (IsRecorded)
        {
            SpanFailure.Record(_span, exception);
        }
    }

    /// <summary>Moves the start of the span, which nobody else has seen yet.</summary>
    public readonly void StartAt(DateTimeOffset time)
    {
        if (_span.Exists)
        {
            SpanTimes.StartAt(_span, time);
        }
    }

    /// <inheritdoc cref="End"/>
    /// <param name="time">When it ended, by the program's own reckoning.</param>
    public readonly void EndAt(DateTimeOffset time)
    {
        if (_span.Exists)
        {
            SpanEnd.EndAt(_span, time);
        }
    }

    /// <summary>Ends the span; the end of a segment's own span closes the segment. Only the first call counts.</summary>
    public readonly void End()
    {
        if (_span.Exists)
        {
            SpanEnd.End(_span);
        }
    }

    private void Carry(SpanToken token, SpanToken? carried, in RunningBody outer)
    {
        _token = token;
        _context = AmbientContext.Enter(token, outer.IsNone ? carried : AmbientContext.Carried);
        _undo = Undo.Context;
        if (!outer.IsNone)
        {
            _outer = outer;
            _undo = Undo.Context | Undo.Body;
            RunningBody.Current = default;
        }
    }
}
