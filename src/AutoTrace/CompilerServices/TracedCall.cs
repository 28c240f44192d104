using System.ComponentModel;
using System.Runtime.CompilerServices;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace.CompilerServices;

/// <summary>
/// One call of a traced method, as generated wrappers use it:
/// <code>
/// var call = new TracedCall(site);
/// try { return target.Method(argument); }
/// catch (Exception e) when (call.Fail(e)) { throw; }   // Fail records and answers false: the exception passes untouched
/// finally { call.End(); }
/// </code>
/// A method that returns a task uses <see cref="Leave"/> in the <c>finally</c> and returns <c>call.EndWith(task)</c>.
/// </summary>
/// <remarks>
/// A local of the wrapper, never copied. No member throws. When no segment is open, or the open one is not sampled,
/// <see cref="Begin"/> answers the default value and every other member returns at its first branch.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct TracedCall
{
    private OpenSpan _span;
    private bool _isAnnounced;

    /// <summary>Opens the subsegment under the current span and makes it current.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TracedCall(Callsite callsite) =>
        SpanStart.Begin(ref _span, callsite.Name, callsite.Options, callsite.StartsNoFlow);

    /// <summary>False while tracing is off: a wrapper then forwards the call at once.</summary>
    public static bool IsEnabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tracing.IsOn;
    }

    /// <summary>Whether this call is recorded; wrappers ask before they prepare annotations.</summary>
    public readonly bool IsRecorded => _span.IsRecorded;

    /// <inheritdoc cref="TracedCall(Callsite)"/>
    /// <remarks>For code that was compiled before there was the constructor, which copies nothing.</remarks>
    public static TracedCall Begin(Callsite callsite) => new(callsite);

    /// <summary>
    /// As the constructor, for a call through an interface or a virtual member: if the body that runs is wrapped itself, it
    /// opens no second subsegment.
    /// </summary>
    /// <param name="callsite">Describes the member that is called, its own id as its only slot.</param>
    /// <param name="receiver">What it is called on: an object, for a static member a type.</param>
    /// <param name="call">Made where it lies.</param>
    public static void BeginDispatch(Callsite callsite, object? receiver, out TracedCall call)
    {
        call = default;
        SpanStart.Begin(ref call._span, callsite.Name, callsite.Options, callsite.StartsNoFlow);
        if (call.IsRecorded)
        {
            call._isAnnounced = true;
            DispatchedCall.Announce(callsite.Slots[0], receiver);
        }
    }

    /// <inheritdoc cref="BeginDispatch(Callsite, object?, out TracedCall)"/>
    /// <remarks>For code that was compiled before there was the other one, which copies nothing.</remarks>
    public static TracedCall BeginDispatch(Callsite callsite, object? receiver)
    {
        BeginDispatch(callsite, receiver, out TracedCall call);
        return call;
    }

    /// <summary>
    /// As the constructor, for a wrapped body that implements or overrides traced members: answers the default value if the
    /// caller traces this very call already.
    /// </summary>
    /// <param name="callsite">Describes the body, with the ids of the members that it implements.</param>
    /// <param name="receiver">The body's <c>this</c>; the type of a struct's or a static body.</param>
    /// <param name="call">Made where it lies.</param>
    public static void BeginBody(Callsite callsite, object? receiver, out TracedCall call)
    {
        call = default;
        if (!DispatchedCall.TryTake(callsite, receiver))
        {
            SpanStart.Begin(ref call._span, callsite.Name, callsite.Options, callsite.StartsNoFlow);
        }
    }

    /// <inheritdoc cref="BeginBody(Callsite, object?, out TracedCall)"/>
    /// <remarks>For code that was compiled before there was the other one, which copies nothing.</remarks>
    public static TracedCall BeginBody(Callsite callsite, object? receiver)
    {
        BeginBody(callsite, receiver, out TracedCall call);
        return call;
    }

    /// <summary>Annotates the subsegment; a null value records nothing.</summary>
    public readonly void Annotate(string key, string? value)
    {
        if (_span.IsRecorded && value is not null)
        {
            _span.Annotate(key, AnnotationValue.Of(value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public readonly void Annotate(string key, long value)
    {
        if (_span.IsRecorded)
        {
            _span.Annotate(key, AnnotationValue.Of(value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public readonly void Annotate(string key, ulong value)
    {
        if (_span.IsRecorded)
        {
            _span.Annotate(key, AnnotationValue.Of(value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public readonly void Annotate(string key, double value)
    {
        if (_span.IsRecorded)
        {
            _span.Annotate(key, AnnotationValue.Of(value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public readonly void Annotate(string key, bool value)
    {
        if (_span.IsRecorded)
        {
            _span.Annotate(key, AnnotationValue.Of(value));
        }
    }

    /// <summary>Annotates with the invariant text of a value that is none of X-Ray's kinds (Guid, DateTime, an enum).</summary>
    public readonly void AnnotateFormattable<T>(string key, T value)
        where T : IFormattable
    {
        if (_span.IsRecorded && value is not null)
        {
            Annotate(key, AnnotationText.Of(value));
        }
    }

    /// <summary>
    /// Adds metadata of a plain kind (a text, a number, a date), else the value's invariant text; null records nothing.
    /// </summary>
    public readonly void AddMetadata<T>(string key, T value)
    {
        if (_span.IsRecorded && value is not null)
        {
            _span.Push(MetadataDetail.Of(key, value));
        }
    }

    /// <summary>Records what the method returns, as the call site says, and answers it.</summary>
    public readonly T CaptureResult<T>(Callsite callsite, T result)
    {
        if (_span.IsRecorded)
        {
            SpanResult.Record(_span.Span, callsite.Options, result);
        }

        return result;
    }

    /// <summary>Records the exception that is leaving the method. Always answers false, so that a filter lets it pass.</summary>
    public bool Fail(Exception exception)
    {
        _span.Fail(exception);
        return false;
    }

    /// <summary>Closes the subsegment and makes its parent current again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End()
    {
        if (!_span.IsDefault)
        {
            EndOpened();
        }
    }

    /// <summary>
    /// Makes the parent current again on the caller's side of an asynchronous method; closes the subsegment if the method
    /// threw before it returned its task.
    /// </summary>
    public void Leave()
    {
        Withdraw();
        _span.RestoreContext();
        if (_span.HasFailed)
        {
            // The method may return even so: an exception gives way to one that a finally block threw and the method caught.
            _span.EndAlone();
            _span = default;
        }
    }

    /// <summary>Closes the subsegment when <paramref name="task"/> completes. Answers the same task.</summary>
    public readonly Task EndWith(Task task)
    {
        SpanCompletion.EndWith(_span, task);
        return task;
    }

    /// <inheritdoc cref="EndWith(Task)"/>
    public readonly Task<T> EndWith<T>(Task<T> task)
    {
        SpanCompletion.EndWith(_span, task);
        return task;
    }

    /// <summary>
    /// Closes the subsegment when <paramref name="task"/> completes. Answers an equivalent task, since a
    /// <see cref="ValueTask"/> may be consumed only once; a completed one passes without being touched.
    /// </summary>
    public readonly ValueTask EndWith(ValueTask task)
    {
        if (!_span.IsOpened)
        {
            return task;
        }

        if (task.IsCompletedSuccessfully)
        {
            _span.EndAlone();
            return task;
        }

        Task observed = task.AsTask();
        SpanCompletion.EndWith(_span, observed);
        return new ValueTask(observed);
    }

    /// <inheritdoc cref="EndWith(ValueTask)"/>
    public readonly ValueTask<T> EndWith<T>(ValueTask<T> task)
    {
        if (!_span.IsOpened)
        {
            return task;
        }

        if (task.IsCompletedSuccessfully)
        {
            _span.EndAlone();
            return task;
        }

        Task<T> observed = task.AsTask();
        SpanCompletion.EndWith(_span, observed);
        return new ValueTask<T>(observed);
    }

    /// <summary>As <see cref="EndWith{T}(Task{T})"/>, and before that <see cref="CaptureResult"/> of the task's.</summary>
    public readonly Task<T> EndWith<T>(Task<T> task, Callsite callsite)
    {
        SpanResult.EndWith(_span, task, callsite.Options);
        return task;
    }

    /// <summary>
    /// As <see cref="EndWith{T}(ValueTask{T})"/>, and before that <see cref="CaptureResult"/> of the task's. A recorded one
    /// is consumed, and an equivalent one answered.
    /// </summary>
    public readonly ValueTask<T> EndWith<T>(ValueTask<T> task, Callsite callsite)
    {
        if (!_span.IsRecorded)
        {
            return EndWith(task);
        }

        if (task.IsCompletedSuccessfully)
        {
            T result = CaptureResult(callsite, task.Result);
            _span.End();
            return new ValueTask<T>(result);
        }

        return new ValueTask<T>(EndWith(task.AsTask(), callsite));
    }

    // Apart, so that the JIT puts a short finally block into the path without exceptions.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndOpened()
    {
        Withdraw();
        _span.RestoreContext();
        _span.EndAlone();
    }

    private readonly void Withdraw()
    {
        if (_isAnnounced)
        {
            DispatchedCall.Withdraw();
        }
    }
}
