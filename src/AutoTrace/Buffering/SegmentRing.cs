using System.Runtime.InteropServices;

namespace AutoTrace.Buffering;

/// <summary>
/// A bounded queue of closed segments: any thread enqueues, one thread dequeues. A full ring refuses at once; nobody
/// waits.
/// </summary>
/// <remarks>
/// Each slot carries a sequence number that says whose turn it is, so a producer that is suspended between its claim
/// and its write holds back only the slots behind its own and the consumer never spins on it. Source: Dmitry Vyukov,
/// "Bounded MPMC queue".
/// </remarks>
internal sealed class SegmentRing
{
    private readonly Slot[] _slots;
    private readonly int _mask;
    private PaddedCounter _enqueued;
    private PaddedCounter _dequeued;

    /// <param name="capacity">The number of slots, rounded up to a power of two.</param>
    public SegmentRing(int capacity)
    {
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 2));
        _mask = size - 1;
        _slots = new Slot[size];
        for (int i = 0; i < size; i++)
        {
            _slots[i].Sequence = i;
        }
    }

    /// <summary>Claims a place for a segment, which is to be put there. False when the ring is full.</summary>
    public bool TryClaim(out long place)
    {
        while (true)
        {
            place = Volatile.Read(ref _enqueued.Value);
            long turn = Volatile.Read(ref _slots[(int)place & _mask].Sequence) - place;
            if (turn < 0)
            {
                return false;
            }

            if (turn == 0 && Interlocked.CompareExchange(ref _enqueued.Value, place + 1, place) == place)
            {
                return true;
            }
        }
    }

    /// <summary>Puts a segment where a place was claimed for it.</summary>
    public void Put(long place, Segment segment)
    {
        ref Slot slot = ref _slots[(int)place & _mask];
        slot.Segment = segment;
        Volatile.Write(ref slot.Sequence, place + 1);
    }

    /// <summary>Whether nothing can be taken. For the consumer only.</summary>
    public bool IsEmpty
    {
        get
        {
            long position = _dequeued.Value;
            return Volatile.Read(ref _slots[(int)position & _mask].Sequence) != position + 1;
        }
    }

    /// <summary>How many places were ever claimed; some may still be without their segment.</summary>
    public long Claimed => Volatile.Read(ref _enqueued.Value);

    /// <summary>How many segments were ever taken.</summary>
    public long Taken => Volatile.Read(ref _dequeued.Value);

    /// <summary>Takes the oldest segment; null when there is none. Only one thread may call this.</summary>
    public Segment? TryDequeue()
    {
        long position = _dequeued.Value;
        ref Slot slot = ref _slots[(int)position & _mask];
        if (Volatile.Read(ref slot.Sequence) != position + 1)
        {
            return null;
        }

        Segment? segment = slot.Segment;
        slot.Segment = null;
        Volatile.Write(ref slot.Sequence, position + _slots.Length);
        Volatile.Write(ref _dequeued.Value, position + 1);
        return segment;
    }

    private struct Slot
    {
        public long Sequence;
        public Segment? Segment;
    }

    /// <summary>A counter on a cache line of its own: producers and consumer do not slow each other down.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct PaddedCounter
    {
        [FieldOffset(64)]
        public long Value;
    }
}
