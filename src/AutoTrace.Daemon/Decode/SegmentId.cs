using System.Buffers.Text;
using System.Globalization;

namespace AutoTrace.Daemon.Decode;

/// <summary>
/// The id of a segment or subsegment: 64 bits, written as sixteen hex digits. <c>default</c> means "none".
/// </summary>
internal readonly record struct SegmentId(ulong Value) : IComparable<SegmentId>
{
    public bool IsNone => Value == 0;

    public static bool TryParse(ReadOnlySpan<byte> text, out SegmentId id)
    {
        bool valid = Utf8Parser.TryParse(text, out ulong value, out int consumed, 'x')
            && consumed == text.Length
            && text.Length == XRay.Limits.SegmentIdLength;
        id = new SegmentId(valid ? value : 0);
        return valid && value != 0;
    }

    public int CompareTo(SegmentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
