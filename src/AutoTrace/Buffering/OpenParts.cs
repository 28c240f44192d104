namespace AutoTrace.Buffering;

/// <summary>
/// The parts of a segment that are open: subsegments that are recorded and sent by themselves, with all below them. They
/// end with their segment at the latest.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class OpenParts
{
    private readonly HashSet<Segment> _parts = [];
    private bool _isClosed;

    /// <summary>Does nothing once the segment has ended: the part is then one that a late flow added.</summary>
    public void Add(Segment part)
    {
        lock (_parts)
        {
            if (!_isClosed)
            {
                _parts.Add(part);
            }
        }
    }

    public void Remove(Segment part)
    {
        lock (_parts)
        {
            _parts.Remove(part);
        }
    }

    /// <summary>Answers those that are still open, for the segment's end.</summary>
    public Segment[] Close()
    {
        lock (_parts)
        {
            Segment[] open = [.. _parts];
            _parts.Clear();
            _isClosed = true;
            return open;
        }
    }
}
