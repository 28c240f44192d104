using System.Globalization;
using System.Text;

namespace AutoTrace.Generators;

/// <summary>Names generated files, and what has to be unique in them.</summary>
internal static class FileNames
{
    // Tools write generated files below obj/, where Windows allows a path of 260 characters in all.
    private const int MaximumReadable = 60;

    /// <summary>
    /// <c>Kind.Readable.hash.g.cs</c>: short, the same on every machine, different for different identities.
    /// </summary>
    public static string Of(string kind, string readable, string identity) =>
        $"{kind}.{Plain(readable, keepsDots: true)}.{Hash(identity)}.g.cs";

    /// <summary><c>Readable_hash</c>, an identifier.</summary>
    public static string Identifier(string readable, string identity) =>
        $"{Plain(readable, keepsDots: false)}_{Hash(identity)}";

    private static string Plain(string readable, bool keepsDots)
    {
        StringBuilder plain = new();
        foreach (char c in readable)
        {
            bool isPlain = c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');
            plain.Append(isPlain || (c == '.' && keepsDots) ? c : '_');
        }

        return plain.ToString(0, Math.Min(plain.Length, MaximumReadable));
    }

    /// <summary>FNV-1a. string.GetHashCode differs from one process to the next.</summary>
    private static string Hash(string identity)
    {
        uint hash = 2166136261;
        foreach (char c in identity)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
