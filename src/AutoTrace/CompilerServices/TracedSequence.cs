using System.Collections;
using System.ComponentModel;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace.CompilerServices;

/// <summary>
/// One call of a traced iterator or of a traced method that returns an async stream. Its body runs while the caller enumerates
/// what the call returns: each enumeration is a subsegment, from its first <c>MoveNext</c> until it ends, fails or is disposed
/// of. Used as <see cref="TracedCall"/> is for a method that returns a task.
/// </summary>
/// <remarks>
/// A local of the wrapper, never copied. No member throws. The subsegment is current during each step of the body and never
/// between them, when the caller's own code runs.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct TracedSequence
{
    private readonly Callsite? _callsite;
    private readonly bool _isAnnounced;
    private List<SpanDetail>? _details;

    /// <summary>Prepares a call.</summary>
    public TracedSequence(Callsite callsite)
        : this(callsite, isAnnounced: false)
    {
    }

    private TracedSequence(Callsite callsite, bool isAnnounced)
    {
        _callsite = callsite;
        _isAnnounced = isAnnounced;
    }

    /// <summary>Whether an enumeration of this call may be recorded; wrappers ask before they prepare annotations.</summary>
    public readonly bool IsRecorded => _callsite is not null;

    /// <summary>Prepares a call.</summary>
    public static TracedSequence Begin(Callsite callsite) => new(callsite, isAnnounced: false);

    /// <inheritdoc cref="TracedCall.BeginDispatch(Callsite, object?, out TracedCall)"/>
    public static void BeginDispatch(Callsite callsite, object? receiver, out TracedSequence call) =>
        call = BeginDispatch(callsite, receiver);

    /// <inheritdoc cref="TracedCall.BeginDispatch(Callsite, object?)"/>
    public static TracedSequence BeginDispatch(Callsite callsite, object? receiver)
    {
        DispatchedCall.Announce(callsite.Slots[0], receiver);
        return new TracedSequence(callsite, isAnnounced: true);
    }

    /// <inheritdoc cref="TracedCall.BeginBody(Callsite, object?, out TracedCall)"/>
    public static void BeginBody(Callsite callsite, object? receiver, out TracedSequence call) =>
        call = BeginBody(callsite, receiver);

    /// <inheritdoc cref="TracedCall.BeginBody(Callsite, object?)"/>
    public static TracedSequence BeginBody(Callsite callsite, object? receiver) =>
        DispatchedCall.TryTake(callsite, receiver) ? default : Begin(callsite);

    /// <summary>Annotates the subsegment of every enumeration; a null value records nothing.</summary>
    public void Annotate(string key, string? value)
    {
        if (value is not null)
        {
            Add(new AnnotationDetail(key, AnnotationValue.Of(value)));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, long value) => Add(new AnnotationDetail(key, AnnotationValue.Of(value)));

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, ulong value) => Add(new AnnotationDetail(key, AnnotationValue.Of(value)));

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, double value) => Add(new AnnotationDetail(key, AnnotationValue.Of(value)));

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, bool value) => Add(new AnnotationDetail(key, AnnotationValue.Of(value)));

    /// <inheritdoc cref="TracedCall.AnnotateFormattable"/>
    public void AnnotateFormattable<T>(string key, T value)
        where T : IFormattable
    {
        if (value is not null)
        {
            Annotate(key, AnnotationText.Of(value));
        }
    }

    /// <inheritdoc cref="TracedCall.AddMetadata"/>
    public void AddMetadata<T>(string key, T value)
    {
        if (value is not null)
        {
            Add(MetadataDetail.Of(key, value));
        }
    }

    /// <summary>
    /// Records a call that threw before there was anything to enumerate. Always answers false, so that a filter lets the
    /// exception pass.
    /// </summary>
    public readonly bool Fail(Exception exception)
    {
        StepSpan span = Span;
        span.Enter();
        span.Fail(exception);
        span.Leave();
        span.End();
        return false;
    }

    /// <summary>The call has returned or thrown.</summary>
    public readonly void Leave()
    {
        if (_isAnnounced)
        {
            DispatchedCall.Withdraw();
        }
    }

    /// <summary>Traces every enumeration. Null stays null.</summary>
    public readonly IAsyncEnumerable<T> EndWith<T>(IAsyncEnumerable<T> items) =>
        _callsite is null || items is null ? items! : new TracedAsyncEnumerable<T>(items, Span);

    /// <summary>Traces the enumeration. Null stays null.</summary>
    public readonly IAsyncEnumerator<T> EndWith<T>(IAsyncEnumerator<T> items) =>
        _callsite is null || items is null ? items! : new TracedAsyncEnumerator<T>(items, Span);

    /// <summary>
    /// Traces every enumeration of what an iterator returned. Anything else, as an override may return, was made before the
    /// call returned: it keeps its identity, a list stays a list.
    /// </summary>
    public readonly IEnumerable<T> EndWith<T>(IEnumerable<T> items) =>
        _callsite is null || items is not IEnumerator<T> ? items : new TracedEnumerable<T>(items, Span);

    /// <inheritdoc cref="EndWith{T}(IAsyncEnumerator{T})"/>
    public readonly IEnumerator<T> EndWith<T>(IEnumerator<T> items) =>
        _callsite is null || items is null ? items! : new TracedEnumerator<T>(items, Span);

    /// <inheritdoc cref="EndWith{T}(IEnumerable{T})"/>
    public readonly IEnumerable EndWith(IEnumerable items) =>
        items is IEnumerable<object?> iterator ? EndWith(iterator) : items;

    /// <inheritdoc cref="EndWith{T}(IEnumerator{T})"/>
    public readonly IEnumerator EndWith(IEnumerator items) =>
        items is IEnumerator<object?> iterator ? EndWith(iterator) : items;

    /// <summary>Of an enumeration that has not begun.</summary>
    private readonly StepSpan Span => new(_callsite?.Name, _callsite?.Options, _details);

    private void Add(SpanDetail detail) => (_details ??= []).Add(detail);
}
