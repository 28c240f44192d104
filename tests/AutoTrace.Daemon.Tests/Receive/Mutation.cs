using System.Text.Json.Nodes;

namespace AutoTrace.Daemon.Tests.Receive;

/// <summary>Damages datagrams: bytes flipped, cut, doubled, swapped for what JSON readers stumble over.</summary>
internal static class Mutation
{
    private static readonly byte[][] s_awkward =
    [
        .. ((string[])
            [
                "\"", "{", "}", "[", "]", ":", ",", "null", "true", "-1", "0", "1e999", "1e-999", "\\ud800", "\\u0000",
                "\n", "\"\"", "{}", "[]", "\"id\":", "\"subsegments\":[", "\"trace_id\":", "0000000000000000",
                "\"type\":\"subsegment\",", "\"in_progress\":true,",
            ]).Select(System.Text.Encoding.UTF8.GetBytes),
        [0xff], [0xc3], [0xf0, 0x9f], [0],
    ];

    /// <summary>
    /// A document with something in every block; ids from a small range, so that documents meet in traces.
    /// </summary>
    public static JsonObject Document() => Document(new Random(1));

    public static byte[] OfDatagram(Random random)
    {
        byte[] datagram = [.. "{\"format\":\"json\",\"version\":1}\n"u8, .. Document(random).Utf8()];
        return random.Next(4) == 0 ? datagram : Of(datagram, random);
    }

    public static byte[] Of(byte[] content, Random random)
    {
        List<byte> bytes = [.. content];
        for (int damages = random.Next(1, 4); damages > 0 && bytes.Count > 0; damages--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, s_awkward[random.Next(s_awkward.Length)]);
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    // Digits into digits leaves JSON whole and ids, parents and times wrong.
                    for (int i = at; i < at + length; i++)
                    {
                        bytes[i] = char.IsAsciiDigit((char)bytes[i]) ? (byte)('0' + random.Next(10)) : bytes[i];
                    }

                    break;
            }
        }

        return [.. bytes];
    }

    private static JsonObject Document(Random random)
    {
        ulong id = (ulong)random.Next(1, 10);
        ulong parent = (ulong)random.Next(1, 10);
        double? lasts = random.Next(5) == 0 ? null : random.NextDouble();
        JsonObject entity = random.Next(2) == 0
            ? Some.Segment("orders", id, random.Next(2) == 0 ? 0 : parent, random.NextDouble(), lasts)
            : Some.Independent("DynamoDB", id, parent, "aws", random.NextDouble(), lasts)
                .With("aws", new JsonObject { ["table_name"] = "t" });
        return entity
            .With("trace_id", $"1-581cf771-{random.Next(100):x24}")
            .WithJson("http", """
                {"request":{"method":"GET","url":"http://x/é"},"response":{"status":200,"content_length":-1}}
                """)
            .WithJson("annotations", """{"a":1.5,"b":"x","c":true}""")
            .WithJson("metadata", """{"default":{"x":[[[{"y":null}]]]}}""")
            .WithJson("cause", """{"exceptions":[{"id":"1234567812345678","message":"boom"}]}""")
            .Around(Some.Subsegment("bank", (ulong)random.Next(10, 20), "remote")
                .Around(Some.Subsegment("inner", (ulong)random.Next(10, 20))));
    }
}
