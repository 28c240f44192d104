using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using AutoTrace.XRay;

namespace AutoTrace;

/// <summary>The id of a segment or subsegment: 64 bits, unique within its trace, written as 16 hex digits.</summary>
public readonly struct SegmentId : IEquatable<SegmentId>
{
    internal SegmentId(ulong value) => Value = value;

    /// <summary>True for the default value, which is no segment's id.</summary>
    public bool IsEmpty => Value == 0;

    internal ulong Value { get; }

    /// <summary>Makes a new random id.</summary>
    public static SegmentId New()
    {
        ulong value;
        do
        {
            value = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
        }
        while (value == 0);

        return new SegmentId(value);
    }

    /// <summary>Takes over the id of an <see cref="Activity"/>.</summary>
    public static SegmentId From(ActivitySpanId id)
    {
        Span<byte> bytes = stackalloc byte[8];
        id.CopyTo(bytes);
        return new SegmentId(BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>Reads 16 hex digits, in upper or lower case.</summary>
    /// <returns>False for anything else, and for an id of zeros.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SegmentId id)
    {
        id = default;
        if (text.Length != Limits.SegmentIdLength || !TryReadHex(text, out ulong value))
        {
            return false;
        }

        id = new SegmentId(value);
        return value != 0;
    }

    /// <summary>16 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public bool Equals(SegmentId other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SegmentId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Reads hex digits and nothing else: the number parser by itself lets NULs follow them.</summary>
    internal static bool TryReadHex(ReadOnlySpan<char> digits, out ulong value) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) &&
        digits[^1] != '\0';

    /// <summary>Whether two ids are the same.</summary>
    public static bool operator ==(SegmentId left, SegmentId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(SegmentId left, SegmentId right) => !left.Equals(right);
}
