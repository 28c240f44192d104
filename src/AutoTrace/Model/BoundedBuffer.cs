using System.Buffers;

namespace AutoTrace.Model;

/// <summary>
/// Takes what a serialiser writes, up to a number of bytes; then it throws, which ends the serialising.
/// </summary>
internal sealed class BoundedBuffer(int maxBytes) : IBufferWriter<byte>
{
    // A JSON writer asks for room for a text as if every character had to be escaped.
    private const int WorstExpansion = 6;

    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Advance(int count)
    {
        _bytes.Advance(count);
        if (_bytes.WrittenCount > maxBytes)
        {
            throw new TooLargeException();
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(Checked(sizeHint));

    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(Checked(sizeHint));

    private int Checked(int sizeHint) =>
        sizeHint <= maxBytes * WorstExpansion ? sizeHint : throw new TooLargeException();

    /// <summary>More was written than there is room for.</summary>
    internal sealed class TooLargeException : Exception;
}
