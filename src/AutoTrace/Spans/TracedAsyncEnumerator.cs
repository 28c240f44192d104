using System.Diagnostics;
using Disposal = System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter;
using Step = System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter;

namespace AutoTrace.Spans;

/// <summary>
/// Runs each step of an async iterator's body in the iterator's span. What a step awaits captures the span by itself:
/// it only has to be current until the step returns its task.
/// </summary>
[StackTraceHidden]
internal sealed class TracedAsyncEnumerator<T>(IAsyncEnumerator<T> items, StepSpan span) : IAsyncEnumerator<T>
{
    private StepSpan _span = span;
    private StepPromise<Step>? _promise;
    private volatile bool _isAbandoned;

    public T Current => items.Current;

    // A step that waits has the span to itself: it ends on another thread. Who goes on meanwhile, against the contract, gets
    // what the body has for that.
    private bool IsWaiting => _promise is { IsWaiting: true };

    public ValueTask<bool> MoveNextAsync()
    {
        if (IsWaiting)
        {
            return items.MoveNextAsync();
        }

        _span.Enter();
        ValueTask<bool> step = Begin([StackTraceHidden] static (items) => items.MoveNextAsync());
        if (!_span.IsOpen)
        {
            return step;
        }

        if (!step.IsCompletedSuccessfully)
        {
            _promise ??= new([StackTraceHidden] static (step) => step.GetResult(), EndStep);
            return _promise.TryAwait(step.ConfigureAwait(false).GetAwaiter(), out short token)
                ? new ValueTask<bool>(_promise, token)
                : step;
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
        if (IsWaiting)
        {
            _isAbandoned = true;
            return items.DisposeAsync();
        }

        bool isOpen = _span.IsOpen;
        _span.Resume();
        ValueTask disposal = Begin([StackTraceHidden] static (items) => items.DisposeAsync());
        if (isOpen && !disposal.IsCompletedSuccessfully)
        {
            StepPromise<Disposal> promise = new(HasItem, EndStep);
            promise.TryAwait(disposal.ConfigureAwait(false).GetAwaiter(), out short token);
            return new ValueTask(promise, token);
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

    private static bool HasItem(Disposal disposal)
    {
        disposal.GetResult();
        return false;
    }

    /// <summary>The end of a step that has waited.</summary>
    private void EndStep(bool hasItem, Exception? failure)
    {
        if (failure is not null)
        {
            _span.Fail(failure);
        }

        if (!hasItem || _isAbandoned)
        {
            _span.End();
        }
    }
}
