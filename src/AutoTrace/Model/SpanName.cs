using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using AutoTrace.XRay;

namespace AutoTrace.Model;

/// <summary>
/// The name of a segment or subsegment as X-Ray accepts it: 1 to 200 characters of its set, kept as UTF-8. Made once
/// per traced method; names given at run time are interned up to a bound.
/// </summary>
internal sealed class SpanName
{
    // A program that makes up names at run time (one per order, say) must not fill the memory: past this they are made
    // anew, and so are those that are too long to be kept as they are.
    private const int MaxInterned = 1000;
    private const int MaxInternedLength = Limits.NameLength;

    private static readonly ConcurrentDictionary<string, SpanName> s_interned = new(StringComparer.Ordinal);

    // The dictionary's own Count takes all of its locks and, the first time, five milliseconds for an event source.
    private static int s_count;

    private readonly string _text;

    private SpanName(string text)
    {
        _text = text;
        Utf8 = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The name as it is written into documents.</summary>
    public byte[] Utf8 { get; }

    public static SpanName FromUtf8(ReadOnlySpan<byte> name) => new(Clean(Encoding.UTF8.GetString(name)));

    public static SpanName From(string? name)
    {
        name ??= string.Empty;
        if (name.Length > MaxInternedLength)
        {
            return new SpanName(Clean(name));
        }

        if (s_interned.TryGetValue(name, out SpanName? interned))
        {
            return interned;
        }

        SpanName made = new(Clean(name));
        if (Volatile.Read(ref s_count) >= MaxInterned)
        {
            return made;
        }

        interned = s_interned.GetOrAdd(name, made);
        if (interned == made)
        {
            Interlocked.Increment(ref s_count);
        }

        return interned;
    }

    public override string ToString() => _text;

    private static string Clean(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        StringBuilder cleaned = new(Math.Min(rest.Length, Limits.NameLength));
        while (!rest.IsEmpty && cleaned.Length < Limits.NameLength)
        {
            OperationStatus status = Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed);
            bool allowed = status == OperationStatus.Done && rune.IsBmp && NameCharacters.Contains((char)rune.Value);
            cleaned.Append(allowed ? (char)rune.Value : '_');
            rest = rest[consumed..];
        }

        string name = cleaned.ToString().TrimEnd();
        return name.Length == 0 ? "unnamed" : name;
    }
}
