using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>
/// Writes one span as X-Ray describes it. Ids come first and without blanks, since the X-Ray daemon finds them by pattern.
/// Source: AWS X-Ray developer guide, "AWS X-Ray segment documents"; AWS's segment schema 1.0.0.
/// </summary>
internal static class SpanJson
{
    public static readonly DetailLevel[] Levels = Enum.GetValues<DetailLevel>();

    /// <summary>Writes the span at <paramref name="position"/>.</summary>
    /// <returns>How many annotations and metadata are left out.</returns>
    public static int Write(
        Utf8JsonWriter json, SealedSegment spans, int position, ServiceDescription service, DetailLevel level)
    {
        SealedSpan span = spans[position];
        bool isSegment = position == 0 && !spans.Identity.IsSubsegment;
        json.WriteStartObject();
        json.WriteId(FieldNames.Id, span.Id);
        if (isSegment)
        {
            WriteTrace(json, spans.Identity);
        }

        json.WriteString(FieldNames.Name, span.Name.Utf8);
        json.WriteTime(FieldNames.StartTime, span.StartMicroseconds);
        json.WriteTime(FieldNames.EndTime, span.EndMicroseconds);
        WriteFlags(json, span.Flags);
        if (isSegment)
        {
            WriteSegmentFields(json, spans, service);
        }

        int annotationsLeftOut = 0;
        AwsJson.Write(json, span, isSegment ? service : null, level);
        if (level != DetailLevel.Outline)
        {
            HttpJson.Write(json, span);
            if (!isSegment)
            {
                SqlJson.Write(json, span);
            }

            RelationsJson.Write(json, span, isSegment);
            CauseJson.Write(json, span, service.WorkingDirectory);
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

    private static void WriteTrace(Utf8JsonWriter json, in SegmentIdentity identity)
    {
        json.WriteString(FieldNames.TraceId, identity.TraceId.ToString());
        if (!identity.ParentId.IsEmpty)
        {
            json.WriteId(FieldNames.ParentId, identity.ParentId.Value);
        }
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
