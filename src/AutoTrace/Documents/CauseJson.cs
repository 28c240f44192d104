using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>
/// Writes <c>cause</c>: the exceptions that left the span with their stacks and inner causes, or the id of the one that
/// an inner span has described.
/// </summary>
internal static class CauseJson
{
    private const int MaxMessageLength = 4096;
    private const int MaxFrames = 50;

    public static void Write(Utf8JsonWriter json, in SealedSpan span, string workingDirectory)
    {
        ExceptionDetail? seenBefore = null;
        bool described = false;
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            if (detail is ExceptionDetail { Description: not null })
            {
                described = true;
            }
            else
            {
                seenBefore = detail as ExceptionDetail ?? seenBefore;
            }
        }

        if (described)
        {
            WriteDescriptions(json, span, workingDirectory);
        }
        else if (seenBefore is not null)
        {
            json.WriteId(FieldNames.Cause, seenBefore.Id);
        }
    }

    private static void WriteDescriptions(Utf8JsonWriter json, in SealedSpan span, string workingDirectory)
    {
        json.WriteStartObject(FieldNames.Cause);
        json.WriteString(FieldNames.WorkingDirectory, workingDirectory);
        json.WriteStartArray(FieldNames.Exceptions);
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            ExceptionDescription? exception = (detail as ExceptionDetail)?.Description;
            for (; exception is not null; exception = exception.Cause)
            {
                WriteException(json, exception);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteException(Utf8JsonWriter json, ExceptionDescription exception)
    {
        json.WriteStartObject();
        json.WriteId(FieldNames.Id, exception.Id);
        json.WriteText(FieldNames.Message, exception.Message, MaxMessageLength);
        json.WriteText(FieldNames.Type, exception.Type, Limits.StringLength);
        if (exception.IsRemote)
        {
            json.WriteBoolean(FieldNames.Remote, true);
        }

        if (exception.Cause is { } cause)
        {
            json.WriteId(FieldNames.Cause, cause.Id);
        }

        WriteStack(json, exception.StackTrace);
        json.WriteEndObject();
    }

    private static void WriteStack(Utf8JsonWriter json, string? stackTrace)
    {
        int frames = 0;
        foreach (ReadOnlySpan<char> line in (stackTrace ?? string.Empty).AsSpan().EnumerateLines())
        {
            if (!StackFrameText.TryParse(line, out StackFrameText frame))
            {
                continue;
            }

            if (frames++ == 0)
            {
                json.WriteStartArray(FieldNames.Stack);
            }

            if (frames <= MaxFrames)
            {
                json.WriteStartObject();
                if (!frame.Path.IsEmpty)
                {
                    json.WriteString(FieldNames.Path, frame.Path);
                    json.WriteNumber(FieldNames.Line, frame.Line);
                }

                json.WriteString(FieldNames.Label, frame.Label);
                json.WriteEndObject();
            }
        }

        if (frames > 0)
        {
            json.WriteEndArray();
        }

        if (frames > MaxFrames)
        {
            json.WriteNumber(FieldNames.Truncated, frames - MaxFrames);
        }
    }
}
