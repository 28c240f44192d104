using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using AutoTrace.XRay;

namespace AutoTrace.Export;

/// <summary>
/// The documents of a file of the spool, each behind a header: a mark, the checksum of what follows, the number of
/// records, the length. Whatever became of the file, what is read is what was written: what is torn or altered is left
/// out, and reading goes on at the next mark.
/// </summary>
internal static class SpoolRecords
{
    public const int HeaderBytes = 16;

    private const int ChecksumAt = 4;
    private const int RecordsAt = 8;
    private const int LengthAt = 12;

    private static ReadOnlySpan<byte> Mark => "ATS1"u8;

    /// <summary>Writes a document.</summary>
    /// <returns>What is left of the space.</returns>
    public static Span<byte> Write(Span<byte> space, HeldDocument document)
    {
        int end = HeaderBytes + document.Json.Length;
        Mark.CopyTo(space);
        BinaryPrimitives.WriteInt32LittleEndian(space[RecordsAt..], document.Records);
        BinaryPrimitives.WriteInt32LittleEndian(space[LengthAt..], document.Json.Length);
        document.Json.Span.CopyTo(space[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(space[ChecksumAt..], Checksum(space[RecordsAt..end]));
        return space[end..];
    }

    /// <summary>Reads what is whole.</summary>
    /// <param name="file">All of the file; the documents are parts of it.</param>
    /// <param name="damaged">How many stretches of it are not.</param>
    public static List<(ReadOnlyMemory<byte> Json, int Records)> Read(ReadOnlyMemory<byte> file, out int damaged)
    {
        List<(ReadOnlyMemory<byte> Json, int Records)> documents = [];
        bool isWhole = true;
        damaged = 0;
        while (!file.IsEmpty)
        {
            int length = WholeDocument(file.Span);
            if (length > 0)
            {
                documents.Add((
                    file.Slice(HeaderBytes, length), BinaryPrimitives.ReadInt32LittleEndian(file.Span[RecordsAt..])));
                file = file[(HeaderBytes + length)..];
            }
            else
            {
                damaged += isWhole ? 1 : 0;
                int next = file.Span[1..].IndexOf(Mark);
                file = next < 0 ? default : file[(1 + next)..];
            }

            isWhole = length > 0;
        }

        return documents;
    }

    /// <summary>The length of the document that the bytes begin with; 0 if that is not what they begin with.</summary>
    private static int WholeDocument(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Mark))
        {
            return 0;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthAt..]);
        bool isWhole = length is > 0 and <= Limits.DocumentBytes &&
            length <= bytes.Length - HeaderBytes &&
            BinaryPrimitives.ReadInt32LittleEndian(bytes[RecordsAt..]) >= 0 &&
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) ==
                Checksum(bytes[RecordsAt..(HeaderBytes + length)]);
        return isWhole ? length : 0;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
