using AutoTrace.Model;

namespace AutoTrace.Buffering;

/// <summary>Reads what an open segment says about itself, while flows go on writing to it. For the worker.</summary>
internal static class OpenSegmentReader
{
    /// <summary>The segment's own span, in progress; null if that has ended meanwhile.</summary>
    public static SealedSegment? Read(Segment segment)
    {
        ref SpanRecord root = ref segment.FirstChunk.Records[0];
        if (!segment.TryKeepRecords() || root.HasEnded)
        {
            return null;
        }

        long start = SegmentReader.ToMicroseconds(segment, root.Start);
        SealedSpan span = new()
        {
            Name = root.Name,
            Id = root.Id,
            Parent = -1,
            StartMicroseconds = start,
            EndMicroseconds = start,
            Flags = root.Flags,
            ClosedWithSegment = false,
            InProgress = true,
            IsCopy = true,
        };

        string? user = null;
        for (SpanDetail? detail = segment.NewestDetail; detail is not null; detail = detail.Next)
        {
            user ??= (detail as UserDetail)?.User;
            if (detail.Ordinal == 0)
            {
                Prepend(detail.Copy(), ref span);
            }
        }

        foreach (AnnotationDetail annotation in Annotations(segment).Reverse<AnnotationDetail>())
        {
            Prepend(annotation, ref span);
        }

        return new SealedSegment(segment.Identity, new[] { span }, leftOut: 0, user);
    }

    private static List<AnnotationDetail> Annotations(Segment segment)
    {
        List<AnnotationDetail> annotations = [];
        for (SpanChunk? chunk = segment.FirstChunk; chunk is not null; chunk = chunk.Next)
        {
            foreach (ref SpanRecord record in chunk.Records.AsSpan())
            {
                if (record.StateIn(segment.Number) == SpanRecord.Open && record is { IsAnnotation: true, ParentOrdinal: 0 })
                {
                    annotations.Add(record.ToAnnotation());
                }
            }
        }

        return annotations;
    }

    private static void Prepend(SpanDetail detail, ref SealedSpan span)
    {
        detail.Next = span.Details;
        span.Details = detail;
    }
}
