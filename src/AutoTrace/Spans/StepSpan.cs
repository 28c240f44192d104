using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>
/// The span of one enumeration, current during its steps only: a body that yields runs in its caller's context, a step
/// at a time, and the caller's own code in between. Opened by the first step, under what is current there.
/// </summary>
/// <param name="name">Null for a span that never opens.</param>
/// <param name="options">Null for none.</param>
/// <param name="details">Of every enumeration of the same call; null for none.</param>
internal struct StepSpan(SpanName? name, SpanOptions? options, IReadOnlyList<SpanDetail>? details)
{
    private SpanName? _name = name;
    private OpenSpan _span;

    /// <summary>Whether the first step was made and the end is not reached.</summary>
    public readonly bool IsOpen => _span.IsRecorded;

    public void Enter()
    {
        if (_name is null)
        {
            Resume();
            return;
        }

        SpanStart.Begin(ref _span, _name, options ?? SpanOptions.Default);
        _name = null;
        if (_span.IsRecorded && details is not null)
        {
            foreach (SpanDetail detail in details)
            {
                _span.Push(detail.Copy());
            }
        }
    }

    /// <summary>Enters an open span; opens none.</summary>
    public void Resume() => _span.EnterContext();

    public readonly void Leave() => _span.RestoreContext();

    /// <summary>Records the exception. Always answers false, so that a filter lets it pass.</summary>
    public bool Fail(Exception exception)
    {
        _span.Fail(exception);
        return false;
    }

    /// <summary>Closes the span; steps after the end belong to the caller.</summary>
    public void End()
    {
        _span.EndAlone();
        _span = default;
        _name = null;
    }
}
