using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>
/// Writes what only some spans have beside their head, as X-Ray describes it.
/// Source: AWS X-Ray developer guide, "AWS X-Ray segment documents"; AWS's segment schema 1.0.0.
/// </summary>
internal static class SpanJson
{
    /// <summary>Writes an object with all that stands behind the span's times.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="spans">The segment.</param>
    /// <param name="span">One of its spans.</param>
    /// <param name="maker">The service whose segment it is; null in a subsegment.</param>
    /// <param name="workingDirectory">What the paths in stacks are relative to.</param>
    /// <param name="level">How much of it.</param>
    /// <returns>How many annotations and metadata are left out.</returns>
    public static int Write(
        Utf8JsonWriter json,
        SealedSegment spans,
        in SealedSpan span,
        ServiceDescription? maker,
        string workingDirectory,
        DetailLevel level)
    {
        json.WriteStartObject();
        WriteFlags(json, span.Flags);
        if (maker is not null)
        {
            WriteSegmentFields(json, spans, maker);
        }

        int annotationsLeftOut = 0;
        AwsJson.Write(json, span, maker, spans.Identity.SamplingRule, level);
        if (level != DetailLevel.Outline)
        {
            HttpJson.Write(json, span);
            if (maker is null)
            {
                SqlJson.Write(json, span);
            }

            RelationsJson.Write(json, span, isSegment: maker is not null);
            CauseJson.Write(json, span, workingDirectory);
            annotationsLeftOut = AnnotationsJson.Write(json, span);
        }

        int metadataLeftOut = MetadataJson.Write(json, span, level, annotationsLeftOut);
        json.WriteEndObject();
        return annotationsLeftOut + metadataLeftOut +
            (level == DetailLevel.Everything ? 0 : Count<MetadataDetail>(span)) +
            (level == DetailLevel.Outline ? Count<AnnotationDetail>(span) : 0);
    }

    private static int Count<TDetail>(in SealedSpan span)
        where TDetail : SpanDetail
    {
        int count = 0;
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            count += detail is TDetail ? 1 : 0;
        }

        return count;
    }

    private static void WriteFlags(Utf8JsonWriter json, SpanFlags flags)
    {
        WriteFlag(json, FieldNames.Fault, flags, SpanFlags.Fault);
        WriteFlag(json, FieldNames.Error, flags, SpanFlags.Error);
        WriteFlag(json, FieldNames.Throttle, flags, SpanFlags.Throttle);
        if ((flags & (SpanFlags.Remote | SpanFlags.Aws)) != 0)
        {
            json.WriteString(FieldNames.Namespace, (flags & SpanFlags.Aws) != 0 ? FieldNames.Aws : FieldNames.Remote);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, ReadOnlySpan<byte> name, SpanFlags flags, SpanFlags flag)
    {
        if ((flags & flag) != 0)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void WriteSegmentFields(Utf8JsonWriter json, SealedSegment spans, ServiceDescription service)
    {
        if ((spans.Identity.Origin ?? service.Origin) is { } origin)
        {
            json.WriteText(FieldNames.Origin, origin, Limits.StringLength);
        }

        if (spans.User is { } user)
        {
            json.WriteText(FieldNames.User, user, Limits.StringLength);
        }

        json.WriteStartObject(FieldNames.Service);
        if (service.Version is { } version)
        {
            json.WriteText(FieldNames.Version, version, Limits.StringLength);
        }

        json.WriteString(FieldNames.Runtime, service.Runtime);
        json.WriteString(FieldNames.RuntimeVersion, service.RuntimeVersion);
        json.WriteEndObject();
    }
}
