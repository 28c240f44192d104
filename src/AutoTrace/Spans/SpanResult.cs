using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;

namespace AutoTrace.Spans;

/// <summary>Records what a method returned, or its task resulted in, where its attributes ask for it.</summary>
internal static class SpanResult
{
    public static void Record<T>(in SpanReference span, SpanOptions options, T result)
    {
        if (result is null)
        {
            return;
        }

        if (options.ResultAnnotation is { } key && AnnotationValue.OfAny(result) is { } annotation)
        {
            SpanWrite.Annotate(span, key, annotation);
        }

        if (options.ResultMetadata is { } metadataKey)
        {
            SpanWrite.Push(span, MetadataDetail.Of(metadataKey, result));
        }
    }

    /// <summary>As <see cref="SpanCompletion.EndWith"/>, after the result has been recorded.</summary>
    public static void EndWith<T>(in OpenSpan span, Task<T>? task, SpanOptions options)
    {
        if (!span.IsRecorded || task is null)
        {
            SpanCompletion.EndWith(span, task);
        }
        else if (task.IsCompleted)
        {
            End(span.Span, task, options);
        }
        else
        {
            SpanToken token = span.Token!;
            SpanCompletion.Continue(span, task, () => End(token.Span, task, options));
        }
    }

    private static void End<T>(in SpanReference span, Task<T> task, SpanOptions options)
    {
        if (task.IsCompletedSuccessfully)
        {
            Record(span, options, task.Result);
        }

        SpanCompletion.End(span, task);
    }
}
