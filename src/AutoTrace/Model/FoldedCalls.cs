namespace AutoTrace.Model;

/// <summary>What is left of siblings that became one span.</summary>
internal sealed record FoldedCalls(int Count, long TotalMicroseconds, long LongestMicroseconds)
{
    public static FoldedCalls Of(in SealedSpan span) =>
        new(1, span.EndMicroseconds - span.StartMicroseconds, span.EndMicroseconds - span.StartMicroseconds);

    public FoldedCalls With(in SealedSpan span)
    {
        FoldedCalls added = Of(span);
        return new FoldedCalls(
            Count + 1,
            TotalMicroseconds + added.TotalMicroseconds,
            Math.Max(LongestMicroseconds, added.LongestMicroseconds));
    }
}
