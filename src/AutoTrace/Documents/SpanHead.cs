using System.Buffers.Binary;
using System.Buffers.Text;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>
/// Writes what every span has, by hand, since most spans have nothing else: <c>{"id":"…","name":"…","start_time":…,
/// "end_time":…</c>, or <c>"in_progress":true</c>, without a closing brace. Ids come first and without blanks, since the
/// X-Ray daemon finds them by pattern.
/// </summary>
internal static class SpanHead
{
    /// <summary>The length of <c>{"id":"0123456789abcdef",</c>, which every span starts with.</summary>
    public const int IdLength = 25;

    // All but the name, generously.
    private const int FixedLength = 160;

    public static void Write(ByteBuffer bytes, in SealedSpan span, in SegmentIdentity identity, bool isSegment)
    {
        Output output = new(bytes.GetSpan(FixedLength + span.Name.Utf8.Length));
        output.Text("{\"id\":\""u8);
        output.Id(span.Id);
        if (isSegment)
        {
            output.Text("\",\"trace_id\":\""u8);
            output.TraceId(identity.TraceId);
            if (!identity.ParentId.IsEmpty)
            {
                output.Text("\",\"parent_id\":\""u8);
                output.Id(identity.ParentId.Value);
            }
        }

        // The characters that X-Ray takes in names need no escaping.
        output.Text("\",\"name\":\""u8);
        output.Text(span.Name.Utf8);
        output.Text("\",\"start_time\":"u8);
        output.Time(span.StartMicroseconds);
        if (span.InProgress)
        {
            output.Text(",\"in_progress\":true"u8);
        }
        else
        {
            output.Text(",\"end_time\":"u8);
            output.Time(span.EndMicroseconds);
        }

        bytes.Advance(output.Length);
    }

    /// <summary>
    /// What an independent subsegment says after its id: <c>"trace_id":"…","parent_id":"…","type":"subsegment",</c>
    /// </summary>
    public static void WriteIndependentFields(ByteBuffer bytes, TraceId traceId, SegmentId parentId)
    {
        Output output = new(bytes.GetSpan(FixedLength));
        output.Text("\"trace_id\":\""u8);
        output.TraceId(traceId);
        output.Text("\",\"parent_id\":\""u8);
        output.Id(parentId.Value);
        output.Text("\",\"type\":\"subsegment\","u8);
        bytes.Advance(output.Length);
    }

    /// <summary>Seconds with six decimals: <c>1480615200.000010</c>.</summary>
    /// <returns>How many bytes.</returns>
    public static int WriteTime(Span<byte> bytes, long microseconds)
    {
        Output output = new(bytes);
        output.Time(microseconds);
        return output.Length;
    }

    private ref struct Output(Span<byte> room)
    {
        private readonly Span<byte> _room = room;

        public int Length { get; private set; }

        public void Text(ReadOnlySpan<byte> text)
        {
            text.CopyTo(_room[Length..]);
            Length += text.Length;
        }

        public void Id(ulong id)
        {
            Span<byte> digits = _room.Slice(Length, 16);
            BinaryPrimitives.WriteUInt64BigEndian(digits, HexDigits((uint)(id >> 32)));
            BinaryPrimitives.WriteUInt64BigEndian(digits[8..], HexDigits((uint)id));
            Length += digits.Length;
        }

        public void TraceId(TraceId traceId)
        {
            Span<char> text = stackalloc char[Limits.TraceIdLength];
            traceId.Format(text);
            foreach (char c in text)
            {
                _room[Length++] = (byte)c;
            }
        }

        public void Time(long microseconds)
        {
            // As one number, then the last six digits move on by one: formatting is most of the work here.
            const int Second = 1_000_000;
            bool isLong = microseconds >= Second;
            long number = Math.Max(0, microseconds) + (isLong ? 0 : Second);
            Utf8Formatter.TryFormat(number, _room[Length..], out int digits);
            int point = Length + digits - 6;
            _room.Slice(point, 6).CopyTo(_room[(point + 1)..]);
            _room[point] = (byte)'.';
            if (!isLong)
            {
                _room[Length] = (byte)'0';
            }

            Length += digits + 1;
        }

        /// <summary>Eight digits at a time, the first in the highest byte: every span has an id.</summary>
        private static ulong HexDigits(uint value)
        {
            // A digit's four bits to each byte.
            ulong bits = ((value & 0xFFFF_0000UL) << 16) | (value & 0xFFFF);
            bits = ((bits << 8) | bits) & 0x00FF_00FF_00FF_00FF;
            bits = ((bits << 4) | bits) & 0x0F0F_0F0F_0F0F_0F0F;

            // One in the bytes of those that are letters.
            ulong letters = ((bits + 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101;
            return bits + 0x3030_3030_3030_3030 + (letters * ('a' - '0' - 10));
        }
    }
}
