using System.Collections;
using System.Diagnostics;

namespace AutoTrace.Spans;

/// <summary>Runs each step of an iterator's body in the iterator's span.</summary>
[StackTraceHidden]
internal sealed class TracedEnumerator<T>(IEnumerator<T> items, StepSpan span) : IEnumerator<T>
{
    private StepSpan _span = span;

    public T Current => items.Current;

    object? IEnumerator.Current => ((IEnumerator)items).Current;

    public bool MoveNext()
    {
        bool hasItem = false;
        _span.Enter();
        try
        {
            hasItem = items.MoveNext();
            return hasItem;
        }
        catch (Exception e) when (_span.Fail(e))
        {
            throw;
        }
        finally
        {
            _span.Leave();
            if (!hasItem)
            {
                _span.End();
            }
        }
    }

    public void Reset() => items.Reset();

    /// <summary>The body's <c>finally</c> blocks are its last step.</summary>
    public void Dispose()
    {
        _span.Resume();
        try
        {
            items.Dispose();
        }
        catch (Exception e) when (_span.Fail(e))
        {
            throw;
        }
        finally
        {
            _span.Leave();
            _span.End();
        }
    }
}
