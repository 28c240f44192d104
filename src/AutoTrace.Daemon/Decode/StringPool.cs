using System.Text;
using System.Text.Json;

namespace AutoTrace.Daemon.Decode;

/// <summary>
/// One copy of the short texts that every document repeats (names, methods, namespaces). A fixed number of slots, where
/// the newest text wins, so what senders make up cannot fill the memory. Safe from any thread: a slot is one reference.
/// </summary>
internal static class StringPool
{
    private const int Slots = 4096;
    private const int LongestPooled = 64;
    private static readonly string?[] s_slots = new string?[Slots];

    /// <summary>The text of the reader's current string token.</summary>
    public static string Get(ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> utf8 = json.ValueSpan;
        if (json.ValueIsEscaped || utf8.Length > LongestPooled)
        {
            return json.GetString()!;
        }

        HashCode hash = default;
        hash.AddBytes(utf8);
        ref string? slot = ref s_slots[hash.ToHashCode() & (Slots - 1)];
        string? pooled = slot;
        if (pooled is null || !Ascii.Equals(utf8, pooled))
        {
            slot = pooled = json.GetString()!;
        }

        return pooled;
    }
}
