using System.Text.Json;

namespace AutoTrace.Daemon.Decode;

/// <summary>An indexed key and its value: text, a number or a boolean, as <see cref="Kind"/> says.</summary>
internal readonly record struct Annotation(string Key, JsonValueKind Kind, string? Text, double Number)
    : IComparable<Annotation>
{
    public int CompareTo(Annotation other)
    {
        int order = string.CompareOrdinal(Key, other.Key);
        order = order != 0 ? order : Kind.CompareTo(other.Kind);
        order = order != 0 ? order : string.CompareOrdinal(Text, other.Text);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }
}
