using System.Text;
using AutoTrace.Export;

namespace AutoTrace.Tests.Export;

/// <summary>What is read of a spool's file, whatever became of it, is what was written.</summary>
public sealed class SpoolRecordsTests
{
    private static readonly string[] s_documents =
        ["""{"id":"1"}""", """{"id":"22","name":"ATS1 in the text"}""", """{"id":"333"}""", """{"id":"4444444444"}"""];

    private static readonly byte[] s_file = FileOf(s_documents);

    [Fact]
    public void WhatWasWrittenIsRead()
    {
        List<(ReadOnlyMemory<byte> Json, int Records)> read = SpoolRecords.Read(s_file, out int damaged);
        Assert.Equal(s_documents, read.Select(document => Text(document.Json)));
        Assert.Equal([0, 1, 2, 3], read.Select(document => document.Records));
        Assert.Equal(0, damaged);
    }

    [Fact]
    public void AFileThatEndsAnywhereLosesTheDocumentThatItEndsInAlone()
    {
        int[] ends = [.. Enumerable.Range(0, s_documents.Length + 1).Select(count => FileOf(s_documents[..count]).Length)];
        for (int cut = 0; cut <= s_file.Length; cut++)
        {
            List<(ReadOnlyMemory<byte> Json, int Records)> read = SpoolRecords.Read(s_file.AsMemory(0, cut), out int damaged);
            int whole = ends.Count(end => end <= cut) - 1;
            Assert.Equal(s_documents[..whole], read.Select(document => Text(document.Json)));
            Assert.Equal(ends.Contains(cut) ? 0 : 1, damaged);
        }
    }

    [Fact]
    public void ABitThatIsFlippedAnywhereLosesOneDocument()
    {
        for (int bit = 0; bit < s_file.Length * 8; bit++)
        {
            byte[] file = [.. s_file];
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            List<(ReadOnlyMemory<byte> Json, int Records)> read = SpoolRecords.Read(file, out int damaged);
            Assert.Equal(s_documents.Length - 1, read.Count);
            Assert.All(read, document => Assert.Equal(s_documents[document.Records], Text(document.Json)));
            Assert.Equal(1, damaged);
        }
    }

    [Fact]
    public void WhateverIsDoneToAFileNothingIsReadThatWasNotWritten()
    {
        Random random = new(1);
        int seen = 0;
        for (int i = 0; i < Fuzz.Count; i++)
        {
            byte[] file = Altered(random, [.. s_file]);
            foreach ((ReadOnlyMemory<byte> json, int records) in SpoolRecords.Read(file, out _))
            {
                Assert.Equal(s_documents[records], Text(json));
                seen++;
            }
        }

        // Most of what is done leaves something to be read.
        Assert.InRange(seen, Fuzz.Count, int.MaxValue);
    }

    [Fact]
    public void ALengthThatNoDocumentHasIsNotBelieved()
    {
        byte[] file = FileOf([new string('x', XRay.Limits.DocumentBytes + 1)]);
        Assert.Empty(SpoolRecords.Read(file, out int damaged));
        Assert.Equal(1, damaged);
    }

    private static byte[] Altered(Random random, byte[] file)
    {
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int at = random.Next(file.Length + 1);
            int other = random.Next(file.Length + 1);
            file = random.Next(5) switch
            {
                0 => file[..at],
                1 => [.. file[..Math.Min(at, other)], .. file[Math.Max(at, other)..]],
                2 => [.. file[..at], .. Noise(random), .. file[at..]],
                3 => [.. file[..at], .. file[other..], .. file[at..]],
                _ => [.. file[..at], .. Noise(random), .. file[Math.Min(file.Length, at + 8)..]],
            };
        }

        return file;
    }

    private static byte[] Noise(Random random)
    {
        byte[] noise = new byte[random.Next(1, 40)];
        random.NextBytes(noise);
        return noise;
    }

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    private static byte[] FileOf(string[] documents)
    {
        byte[] file = new byte[documents.Sum(document => SpoolRecords.HeaderBytes + document.Length)];
        Span<byte> space = file;
        for (int i = 0; i < documents.Length; i++)
        {
            space = SpoolRecords.Write(space, new HeldDocument(Encoding.UTF8.GetBytes(documents[i]), i, i));
        }

        return file;
    }
}
