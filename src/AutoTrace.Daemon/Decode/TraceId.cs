using System.Globalization;
using System.Text;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Decode;

/// <summary>
/// A trace id: 128 bits, written <c>1-</c>, eight hex digits, <c>-</c>, twenty-four hex digits. The eight are the epoch
/// second in ids that X-Ray's SDKs make and random in W3C ids, so nothing here reads a time out of them.
/// </summary>
internal readonly record struct TraceId(UInt128 Value) : IComparable<TraceId>
{
    private const int DashAt = 10;

    public static bool TryParse(ReadOnlySpan<byte> text, out TraceId id)
    {
        id = default;
        if (text.Length != Limits.TraceIdLength || !text.StartsWith("1-"u8) || text[DashAt] != (byte)'-'
            || !TryParseHex(text[2..DashAt], out UInt128 high) || !TryParseHex(text[(DashAt + 1)..], out UInt128 low))
        {
            return false;
        }

        id = new TraceId((high << 96) | low);
        return true;
    }

    public static bool TryParse(string text, out TraceId id) => TryParse(Encoding.UTF8.GetBytes(text), out id);

    public int CompareTo(TraceId other) => Value.CompareTo(other.Value);

    public override string ToString()
    {
        string hex = Value.ToString("x32", CultureInfo.InvariantCulture);
        return $"1-{hex.AsSpan(0, 8)}-{hex.AsSpan(8)}";
    }

    private static bool TryParseHex(ReadOnlySpan<byte> digits, out UInt128 value) =>
        UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
