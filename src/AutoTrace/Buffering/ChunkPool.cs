namespace AutoTrace.Buffering;

/// <summary>
/// Chunks that no segment needs any more, up to a bound, the last one given first: it is the likeliest to be in a
/// cache. Any thread may take and give; none waits, one that finds another at it does without.
/// </summary>
internal sealed class ChunkPool
{
    // About a megabyte.
    private const int MaxFree = 1024;

    private readonly Stack<SpanChunk> _free = new();

    /// <summary>The segments that are open.</summary>
    public OpenSegments Open { get; } = new();

    public SpanChunk Take(Segment segment, int firstOrdinal)
    {
        SpanChunk? chunk = null;
        if (Monitor.TryEnter(_free))
        {
            _ = _free.TryPop(out chunk);
            Monitor.Exit(_free);
        }

        chunk ??= new SpanChunk();
        chunk.Lend(segment, firstOrdinal);
        if (firstOrdinal == 0 && !chunk.IsRemembered)
        {
            chunk.IsRemembered = true;
            Open.Remember(chunk);
        }

        return chunk;
    }

    /// <summary>Nobody may write to the chunk any more. Who still reads it finds out that it is not theirs.</summary>
    public void Give(SpanChunk chunk)
    {
        chunk.Return();
        if (Monitor.TryEnter(_free))
        {
            if (_free.Count < MaxFree)
            {
                _free.Push(chunk);
            }

            Monitor.Exit(_free);
        }
    }
}
