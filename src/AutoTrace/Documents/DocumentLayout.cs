using AutoTrace.Model;

namespace AutoTrace.Documents;

/// <summary>
/// Decides which spans are embedded in their parent's document and which start a document of their own, so that no
/// document is larger than the limit or nests deeper than <see cref="MaxDepth"/>. Every span ends up in exactly one
/// document.
/// </summary>
/// <remarks>
/// Goes from the last span to the first: a span's descendants, which all come after it, are settled before it is. Where
/// a span and its subtrees are too large together, the largest subtrees leave, each as an independent subsegment. No
/// other choice gives fewer documents (Kundu and Misra, "A linear tree partitioning algorithm", 1977), unless one nests
/// too deep. O(n log n) in the number of spans, whatever their shape.
/// </remarks>
internal sealed class DocumentLayout
{
    /// <summary>How deep subsegments nest in one document.</summary>
    public const int MaxDepth = 25;

    // What surrounds a span's part: its closing brace and, before another's, a comma; `,"subsegments":[` and `]` around
    // those that it embeds, of which the first has no comma.
    private const int BraceBytes = 1;
    private const int CommaBytes = 1;
    private const int ListBytes = 16;

    // What SpanHead.WriteIndependentFields adds.
    private const int IndependentBytes = 100;

    private const int LargestKept = 10_000;

    private Node[] _nodes = new Node[64];
    private readonly List<int> _roots = [];
    private readonly List<int> _children = [];

    /// <summary>The spans that start a document, the segment's own first.</summary>
    public IReadOnlyList<int> Roots => _roots;

    public int FirstChild(int span) => _nodes[span].FirstChild;

    public int NextSibling(int span) => _nodes[span].NextSibling;

    /// <summary>How many records the document that starts with this span holds.</summary>
    public int Records(int root) => _nodes[root].Records;

    /// <summary>Of no spans at all.</summary>
    public void Clear() => _roots.Clear();

    public void Arrange(SealedSegment spans, SpanParts parts, int maxBytes)
    {
        _roots.Clear();
        if (_nodes.Length < spans.Count || _nodes.Length > LargestKept)
        {
            _nodes = new Node[Math.Max(64, spans.Count)];
        }

        for (int i = 0; i < spans.Count; i++)
        {
            _nodes[i] = new Node
            {
                Bytes = parts.LengthOf(i) + BraceBytes,
                Records = spans[i].Records,
                Depth = 1,
                FirstChild = -1,
                NextSibling = -1,
            };
        }

        for (int i = spans.Count - 1; i >= 0; i--)
        {
            bool isSegment = i == 0 && !spans.Identity.IsSubsegment;
            Settle(i, isSegment ? maxBytes : maxBytes - IndependentBytes);
            int parent = spans[i].Parent;
            if (parent >= 0)
            {
                // Prepending while going backwards leaves siblings in the order in which they started.
                _nodes[i].NextSibling = _nodes[parent].FirstChild;
                _nodes[parent].FirstChild = i;
            }
        }

        _roots.Add(0);
        _roots.Reverse();
    }

    /// <summary>Embeds as many of a span's subtrees as fit, the smallest first; the others become documents.</summary>
    private void Settle(int span, int budget)
    {
        Node whole = WithChildren(span);
        if (whole.Bytes > budget || whole.Depth > MaxDepth)
        {
            Detach(span, whole.Bytes, budget);
            whole = WithChildren(span);
        }

        _nodes[span] = whole;
    }

    private Node WithChildren(int span)
    {
        Node whole = _nodes[span];
        whole.Bytes += whole.FirstChild >= 0 ? ListBytes : 0;
        for (int child = whole.FirstChild; child >= 0; child = _nodes[child].NextSibling)
        {
            whole.Bytes += _nodes[child].Bytes + CommaBytes;
            whole.Records += _nodes[child].Records;
            whole.Depth = Math.Max(whole.Depth, _nodes[child].Depth + 1);
        }

        return whole;
    }

    private void Detach(int span, int bytes, int budget)
    {
        _children.Clear();
        for (int child = _nodes[span].FirstChild; child >= 0; child = _nodes[child].NextSibling)
        {
            _children.Add(child);
        }

        // What is too deep leaves in any case: it makes room.
        _children.Sort((a, b) => (IsTooDeep(b), _nodes[b].Bytes).CompareTo((IsTooDeep(a), _nodes[a].Bytes)));
        int kept = 0;
        for (int i = 0; i < _children.Count; i++)
        {
            int child = _children[i];
            if (bytes > budget || IsTooDeep(child))
            {
                bytes -= _nodes[child].Bytes + CommaBytes;
                _roots.Add(child);
            }
            else
            {
                _children[kept++] = child;
            }
        }

        _children.RemoveRange(kept, _children.Count - kept);
        _children.Sort();
        int next = -1;
        for (int i = _children.Count - 1; i >= 0; i--)
        {
            _nodes[_children[i]].NextSibling = next;
            next = _children[i];
        }

        _nodes[span].FirstChild = next;
    }

    private bool IsTooDeep(int child) => _nodes[child].Depth >= MaxDepth;

    private struct Node
    {
        /// <summary>The size of the span and what is embedded in it, as far as it is settled.</summary>
        public int Bytes { get; set; }

        /// <summary>The records in it: one a span, more for one that others were folded into.</summary>
        public int Records { get; set; }

        /// <summary>Levels of nesting, the span's own included.</summary>
        public int Depth { get; set; }

        public int FirstChild { get; set; }

        public int NextSibling { get; set; }
    }
}
