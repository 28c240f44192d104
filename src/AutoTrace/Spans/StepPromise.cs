using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace AutoTrace.Spans;

/// <summary>
/// What the consumer of an async stream awaits in place of a step that waits: complete once the span knows of its end.
/// Used again for the next step. No async method, for its frames would be in the stack traces of the body's exceptions.
/// </summary>
/// <param name="read">Answers whether the step has an item; throws what it threw.</param>
/// <param name="end">Is told of that, before the consumer is.</param>
[StackTraceHidden]
internal sealed class StepPromise<TAwaiter>(Func<TAwaiter, bool> read, Action<bool, Exception?> end)
    : IValueTaskSource<bool>, IValueTaskSource
    where TAwaiter : struct, INotifyCompletion
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private TAwaiter _step;
    private ExceptionDispatchInfo? _failure;
    private Action? _finish;
    private int _isWaiting;

    /// <summary>Whether the step has not ended. The span knows of its end before this is false.</summary>
    public bool IsWaiting => Volatile.Read(ref _isWaiting) == 1;

    /// <summary>False if another step still waits: against the contract of enumerators, which some may allow.</summary>
    public bool TryAwait(TAwaiter step, out short token)
    {
        token = default;
        if (Interlocked.Exchange(ref _isWaiting, 1) == 1)
        {
            return false;
        }

        _failure = null;
        _core.Reset();
        token = _core.Version;
        _step = step;
        _step.OnCompleted(_finish ??= Finish);
        return true;
    }

    public bool GetResult(short token)
    {
        // To throw here keeps the core's own frames out of the stack trace.
        bool hasItem = _core.GetResult(token);
        _failure?.Throw();
        return hasItem;
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token)
    {
        ValueTaskSourceStatus status = _core.GetStatus(token);
        return status != ValueTaskSourceStatus.Succeeded || _failure is null ? status
            : _failure.SourceException is OperationCanceledException ? ValueTaskSourceStatus.Canceled
            : ValueTaskSourceStatus.Faulted;
    }

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Finish()
    {
        bool hasItem = false;
        try
        {
            hasItem = read(_step);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }

        end(hasItem, _failure?.SourceException);

        // The consumer's code runs within the last call, and may begin the next step.
        Volatile.Write(ref _isWaiting, 0);
        _core.SetResult(hasItem);
    }
}
