using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Store;

/// <summary>
/// Which of two entities with one id counts. X-Ray lets the complete one replace the one in progress; beyond that the
/// later end wins, then the longer, then the greater by bytes: a total order, so that the order of arrival never
/// matters.
/// </summary>
internal static class Precedence
{
    public static bool Replaces(SegmentDocument candidate, SegmentDocument held) =>
        Compare(candidate, candidate.Root, held, held.Root) > 0;

    public static int Compare(SegmentDocument xDocument, Entity x, SegmentDocument yDocument, Entity y)
    {
        int order = Nullable.Compare(x.EndTime, y.EndTime);
        if (order == 0)
        {
            order = x.Length.CompareTo(y.Length);
        }

        if (order == 0)
        {
            order = Bytes(xDocument, x).SequenceCompareTo(Bytes(yDocument, y));
        }

        return order;
    }

    private static ReadOnlySpan<byte> Bytes(SegmentDocument document, Entity entity) =>
        document.Json.AsSpan(entity.Offset, entity.Length);
}
