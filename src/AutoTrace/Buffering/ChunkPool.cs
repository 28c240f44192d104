using System.Collections.Concurrent;

namespace AutoTrace.Buffering;

/// <summary>Chunks that no segment needs any more, up to a bound. Any thread may take and give.</summary>
internal sealed class ChunkPool
{
    // About a megabyte.
    private const int MaxFree = 1024;

    private readonly ConcurrentQueue<SpanChunk> _free = new();
    private int _count;

    public SpanChunk Take(Segment segment, int firstOrdinal)
    {
        if (_free.TryDequeue(out SpanChunk? chunk))
        {
            Interlocked.Decrement(ref _count);
        }
        else
        {
            chunk = new SpanChunk();
        }

        chunk.Lend(segment, firstOrdinal);
        return chunk;
    }

    /// <summary>Nobody may write to the chunk any more. Who still reads it finds out that it is not theirs.</summary>
    public void Give(SpanChunk chunk)
    {
        chunk.Clear();
        if (Interlocked.Increment(ref _count) <= MaxFree)
        {
            _free.Enqueue(chunk);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
