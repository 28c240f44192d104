using System.Buffers;

namespace AutoTrace.Documents;

/// <summary>Bytes being put together; kept between segments, unless one of them was unusually large.</summary>
internal sealed class ByteBuffer(int capacity) : IBufferWriter<byte>
{
    private const int LargestKept = 1 << 20;

    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ref byte this[int position] => ref _bytes[position];

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[capacity];
        }
    }

    /// <summary>Takes back what was written behind <paramref name="length"/>.</summary>
    public void Truncate(int length) => Length = length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    public void Advance(int count) => Length += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    private void Reserve(int sizeHint)
    {
        int needed = Length + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }
}
