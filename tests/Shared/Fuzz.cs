using System.Globalization;

namespace AutoTrace.Tests.Shared;

/// <summary>Input that nobody would write, the same in every run.</summary>
internal static class Fuzz
{
    /// <summary>How many inputs a fuzz test tries: 100,000, or what the variable AUTOTRACE_FUZZ says.</summary>
    public static int Count { get; } = int.Parse(
        Environment.GetEnvironmentVariable("AUTOTRACE_FUZZ") ?? "100000", CultureInfo.InvariantCulture);

    /// <summary>Endless variations of the originals: up to five edits each, now and then random characters.</summary>
    /// <param name="originals">Valid input, which also comes unchanged now and then.</param>
    /// <param name="characters">What the format knows, from which most of the inserted characters are taken.</param>
    /// <param name="seed">Another one gives other variations.</param>
    public static IEnumerable<string> Variations(IReadOnlyList<string> originals, string characters, int seed)
    {
        Random random = new(seed);
        while (true)
        {
            string text = originals[random.Next(originals.Count)];
            for (int edits = random.Next(6); edits > 0; edits--)
            {
                text = Edit(random, text, originals, characters);
            }

            yield return random.Next(50) == 0 ? Noise(random, random.Next(3000)) : text;
        }
    }

    private static string Edit(Random random, string text, IReadOnlyList<string> originals, string characters)
    {
        int start = random.Next(text.Length + 1);
        int end = Math.Min(text.Length, start + random.Next(1, 8));
        string other = originals[random.Next(originals.Count)];
        return random.Next(8) switch
        {
            0 => text.Remove(start, end - start),
            1 => text.Insert(end, text[start..end]),
            2 => text.Insert(start, characters[random.Next(characters.Length)].ToString()),
            3 => text.Remove(start, end - start).Insert(start, characters[random.Next(characters.Length)].ToString()),
            4 => text[..start],
            5 => text[..start] + other[random.Next(other.Length + 1)..],
            6 => text[..start] + text[start..end].ToUpperInvariant() + text[end..],
            _ => text.Insert(start, Noise(random, random.Next(4))),
        };
    }

    // Any UTF-16 unit, halves of surrogate pairs and NUL included; the small ones more often.
    private static string Noise(Random random, int length) => string.Create(length, random, static (text, random) =>
    {
        foreach (ref char c in text)
        {
            c = (char)random.Next(random.Next(2) == 0 ? 0x100 : 0x10000);
        }
    });
}
