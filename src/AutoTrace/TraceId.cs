using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using AutoTrace.XRay;

namespace AutoTrace;

/// <summary>
/// The id of a trace: 128 bits, written by X-Ray as <c>1-8 hex-24 hex</c> and by W3C trace context as 32 hex digits.
/// The first 32 bits of an id made by X-Ray are the time in seconds.
/// </summary>
public readonly struct TraceId : IEquatable<TraceId>
{
    private readonly ulong _high;
    private readonly ulong _low;

    private TraceId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>True for the default value, which is no trace's id.</summary>
    public bool IsEmpty => (_high | _low) == 0;

    /// <summary>Makes a new id in X-Ray's form: the time and 96 random bits.</summary>
    /// <param name="time">When the trace starts; its epoch seconds are the id's first 32 bits.</param>
    public static TraceId New(DateTimeOffset time)
    {
        Span<byte> random = stackalloc byte[12];

        // As the platform makes its ids: they have to differ, not to be secret, and secret ones take a microsecond.
        Random.Shared.NextBytes(random);
        ulong seconds = (uint)time.ToUnixTimeSeconds();
        return new TraceId(
            (seconds << 32) | BinaryPrimitives.ReadUInt32BigEndian(random),
            BinaryPrimitives.ReadUInt64BigEndian(random[4..]));
    }

    /// <summary>Takes over the id of an <see cref="Activity"/>.</summary>
    public static TraceId From(ActivityTraceId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.CopyTo(bytes);
        return new TraceId(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>Reads X-Ray's form, <c>1-5759e988-bd862e3fe1be46a994272793</c>, in upper or lower case.</summary>
    /// <returns>False for anything else, and for an id of zeros.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TraceId id)
    {
        id = default;
        if (text.Length != Limits.TraceIdLength || text[0] != '1' || text[1] != '-' || text[10] != '-')
        {
            return false;
        }

        Span<char> hex = stackalloc char[32];
        text.Slice(2, 8).CopyTo(hex);
        text[11..].CopyTo(hex[8..]);
        return TryParseW3C(hex, out id);
    }

    /// <summary>Reads W3C's form, 32 hex digits.</summary>
    /// <returns>False for anything else, and for an id of zeros.</returns>
    public static bool TryParseW3C(ReadOnlySpan<char> text, out TraceId id)
    {
        id = default;
        if (text.Length != 32 ||
            !SegmentId.TryReadHex(text[..16], out ulong high) ||
            !SegmentId.TryReadHex(text[16..], out ulong low))
        {
            return false;
        }

        id = new TraceId(high, low);
        return !id.IsEmpty;
    }

    /// <summary>The id for an <see cref="Activity"/>.</summary>
    public ActivityTraceId ToActivityTraceId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _low);
        return ActivityTraceId.CreateFromBytes(bytes);
    }

    /// <summary>X-Ray's form, 35 characters.</summary>
    public override string ToString() => string.Create(Limits.TraceIdLength, this, static (text, id) => id.Format(text));

    /// <summary>W3C's form, 32 hex digits.</summary>
    public string ToW3CString() => string.Create(
        CultureInfo.InvariantCulture, stackalloc char[32], $"{_high:x16}{_low:x16}");

    /// <inheritdoc/>
    public bool Equals(TraceId other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TraceId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>Whether two ids are the same.</summary>
    public static bool operator ==(TraceId left, TraceId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(TraceId left, TraceId right) => !left.Equals(right);

    /// <summary>Writes X-Ray's form; <paramref name="text"/> has room for 35 characters.</summary>
    internal void Format(Span<char> text)
    {
        text[0] = '1';
        text[1] = '-';
        ((uint)(_high >> 32)).TryFormat(text[2..], out _, "x8", CultureInfo.InvariantCulture);
        text[10] = '-';
        ((uint)_high).TryFormat(text[11..], out _, "x8", CultureInfo.InvariantCulture);
        _low.TryFormat(text[19..], out _, "x16", CultureInfo.InvariantCulture);
    }
}
