using AutoTrace.Model;

namespace AutoTrace.Documents;

/// <summary>
/// Makes a segment smaller that X-Ray would cut: siblings of the same name become one span that says how many they
/// were, how long they took together and the longest of them. What lies below them is folded along, by the same rule.
/// </summary>
/// <remarks>
/// Only spans fold that tell nothing but their times: none that failed, is annotated, calls another service, was still
/// open, or has such a one below it. A span that does not fold keeps its id, its parent and everything else.
/// </remarks>
internal static class SegmentFolding
{
    /// <param name="segment">As it was read.</param>
    /// <param name="fewest">Fewer siblings than that are left as they are.</param>
    public static SealedSegment Fold(SealedSegment segment, int fewest)
    {
        int[] into = Group(segment, fewest);
        int[] positions = new int[segment.Count];
        List<SealedSpan> folded = [];
        for (int i = 0; i < segment.Count; i++)
        {
            SealedSpan span = segment[i];
            if (into[i] == i)
            {
                positions[i] = folded.Count;
                folded.Add(span with { Parent = i == 0 ? -1 : positions[into[span.Parent]] });
            }
            else
            {
                SealedSpan first = folded[positions[into[i]]];
                folded[positions[into[i]]] = first with
                {
                    EndMicroseconds = Math.Max(first.EndMicroseconds, span.EndMicroseconds),
                    Folded = (first.Folded ?? FoldedCalls.Of(first)).With(span),
                };
            }
        }

        return new SealedSegment(segment.Identity, folded.ToArray(), segment.LeftOut, segment.User);
    }

    /// <summary>For each span the one that it becomes part of: itself, or the first of its like.</summary>
    private static int[] Group(SealedSegment segment, int fewest)
    {
        bool[] foldable = FindFoldable(segment);
        int[] into = new int[segment.Count];
        Dictionary<(int Parent, string Name), List<int>> alike = [];

        // Level by level: who are siblings depends on how their parents were folded.
        foreach (IGrouping<int, int> level in ByDepth(segment))
        {
            alike.Clear();
            foreach (int i in level)
            {
                into[i] = i;
                if (foldable[i])
                {
                    (int, string) key = (into[segment[i].Parent], segment[i].Name.ToString());
                    if (!alike.TryGetValue(key, out List<int>? siblings))
                    {
                        alike.Add(key, siblings = []);
                    }

                    siblings.Add(i);
                }
            }

            foreach (List<int> siblings in alike.Values.Where(siblings => siblings.Count >= fewest))
            {
                siblings.ForEach(i => into[i] = siblings[0]);
            }
        }

        return into;
    }

    private static bool[] FindFoldable(SealedSegment segment)
    {
        bool[] foldable = new bool[segment.Count];
        Array.Fill(foldable, true, 1, segment.Count - 1);
        for (int i = segment.Count - 1; i > 0; i--)
        {
            foldable[i] &= segment[i] is { Flags: SpanFlags.None, Details: null, ClosedWithSegment: false };
            foldable[segment[i].Parent] &= foldable[i];
        }

        return foldable;
    }

    private static IEnumerable<IGrouping<int, int>> ByDepth(SealedSegment segment)
    {
        int[] depths = new int[segment.Count];
        for (int i = 1; i < segment.Count; i++)
        {
            depths[i] = depths[segment[i].Parent] + 1;
        }

        return Enumerable.Range(0, segment.Count).GroupBy(i => depths[i]).OrderBy(level => level.Key);
    }
}
