using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AutoTrace.Spans;

/// <summary>
/// Runs each step of an async iterator's body in the iterator's span. What a step awaits captures the span by itself: it only
/// has to be current until the step returns its task.
/// </summary>
[StackTraceHidden]
internal sealed class TracedAsyncEnumerator<T>(IAsyncEnumerator<T> items, StepSpan span) : IAsyncEnumerator<T>
{
    private StepSpan _span = span;

    public T Current => items.Current;

    public ValueTask<bool> MoveNextAsync()
    {
        _span.Enter();
        ValueTask<bool> step = Begin(static items => items.MoveNextAsync());
        if (!_span.IsOpen)
        {
            return step;
        }

        if (!step.IsCompletedSuccessfully)
        {
            return Finish(step);
        }

        bool hasItem = step.Result;
        if (!hasItem)
        {
            _span.End();
        }

        return new ValueTask<bool>(hasItem);
    }

    /// <summary>The body's <c>finally</c> blocks are its last step.</summary>
    public ValueTask DisposeAsync()
    {
        bool isOpen = _span.IsOpen;
        _span.Resume();
        ValueTask disposal = Begin(static items => items.DisposeAsync());
        if (isOpen && !disposal.IsCompletedSuccessfully)
        {
            return Finish(disposal);
        }

        _span.End();
        return disposal;
    }

    /// <summary>The part of a step that runs before it waits.</summary>
    private TStep Begin<TStep>(Func<IAsyncEnumerator<T>, TStep> begin)
    {
        bool hasReturned = false;
        try
        {
            TStep step = begin(items);
            hasReturned = true;
            return step;
        }
        catch (Exception e) when (_span.Fail(e))
        {
            throw;
        }
        finally
        {
            _span.Leave();
            if (!hasReturned)
            {
                _span.End();
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> Finish(ValueTask<bool> step)
    {
        bool hasItem = false;
        try
        {
            hasItem = await step.ConfigureAwait(false);
            return hasItem;
        }
        catch (Exception e) when (_span.Fail(e))
        {
            throw;
        }
        finally
        {
            if (!hasItem)
            {
                _span.End();
            }
        }
    }

    private async ValueTask Finish(ValueTask disposal)
    {
        try
        {
            await disposal.ConfigureAwait(false);
        }
        catch (Exception e) when (_span.Fail(e))
        {
            throw;
        }
        finally
        {
            _span.End();
        }
    }
}
