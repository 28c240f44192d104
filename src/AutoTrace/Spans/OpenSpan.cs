using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>A span from its start to its end, in the hands of the one flow that opened it. The default value does nothing.</summary>
internal struct OpenSpan
{
    private SpanToken? _token;
    private ContextChange _context;

    public OpenSpan(SpanToken token, in ContextChange context)
    {
        _token = token;
        _context = context;
    }

    /// <summary>False for the default value, which has no end.</summary>
    public readonly bool IsOpened => _token is not null;

    public readonly bool IsRecorded => _token is { Span.IsRecorded: true };

    /// <summary>True once an exception has left the span.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Null for the default value.</summary>
    public readonly SpanToken? Token => _token;

    /// <summary>True once <see cref="End"/> has closed it; false for one that its segment's end has closed.</summary>
    public readonly bool HasEnded => _token is { IsSuppressed: false } && _token.Span.HasEnded;

    /// <summary>Makes the span current once more, for another step of a body that runs in pieces.</summary>
    public void EnterContext()
    {
        if (_token is not null)
        {
            _context = AmbientContext.Enter(_token);
        }
    }

    /// <summary>Makes the earlier span current again, in the flow that calls this.</summary>
    public readonly void RestoreContext()
    {
        if (_token is not null)
        {
            AmbientContext.Leave(_context);
        }
    }

    public readonly void Annotate(AnnotationDetail annotation) => SpanWrite.Push(_token!.Span, annotation);

    public void Fail(Exception exception)
    {
        HasFailed = IsOpened;
        if (IsRecorded)
        {
            SpanFailure.Record(_token!.Span, exception);
        }
    }

    /// <summary>Moves the start of the span, which nobody else has seen yet.</summary>
    public readonly void StartAt(DateTimeOffset time)
    {
        if (_token is { IsSuppressed: false })
        {
            SpanTimes.StartAt(_token.Span, time);
        }
    }

    /// <inheritdoc cref="End"/>
    /// <param name="time">When it ended, by the program's own reckoning.</param>
    public readonly void EndAt(DateTimeOffset time)
    {
        if (_token is { IsSuppressed: false })
        {
            SpanEnd.EndAt(_token.Span, time);
        }
    }

    /// <summary>Ends the span; the end of a segment's own span closes the segment. Only the first call counts.</summary>
    public readonly void End()
    {
        if (_token is { IsSuppressed: false })
        {
            SpanEnd.End(_token.Span);
        }
    }
}
