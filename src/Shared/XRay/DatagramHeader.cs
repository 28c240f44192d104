namespace AutoTrace.XRay;

/// <summary>
/// What stands before a segment document in a datagram to the X-Ray daemon: one line of JSON and a line feed.
/// Source: AWS X-Ray developer guide, "Sending trace data to AWS X-Ray", section "Using the daemon".
/// </summary>
internal static class DatagramHeader
{
    /// <summary>The header as written: <c>{"format":"json","version":1}</c> and a line feed.</summary>
    public static ReadOnlySpan<byte> Bytes => "{\"format\":\"json\",\"version\":1}\n"u8;

    /// <summary>Splits a datagram at its first line feed.</summary>
    /// <param name="datagram">A datagram as received.</param>
    /// <param name="header">The bytes before the first line feed.</param>
    /// <param name="document">The bytes after it.</param>
    /// <returns>False when there is no line feed or nothing follows it.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> header, out ReadOnlySpan<byte> document)
    {
        int end = datagram.IndexOf((byte)'\n');
        if (end < 0 || end == datagram.Length - 1)
        {
            header = default;
            document = default;
            return false;
        }

        header = datagram[..end];
        document = datagram[(end + 1)..];
        return true;
    }
}
