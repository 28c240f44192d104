namespace AutoTrace.Sampling;

/// <summary>
/// A pattern of a sampling rule: <c>*</c> for any number of characters, <c>?</c> for one, in any case, for the whole
/// text.
/// </summary>
/// <remarks>Immutable. Matching allocates nothing and takes at most the product of both lengths in steps.</remarks>
internal sealed class WildcardPattern(string pattern)
{
    private readonly bool _matchesAll = pattern == "*";

    /// <summary>Matches whatever there is.</summary>
    public static WildcardPattern Any { get; } = new("*");

    /// <summary>Whether the text matches. Null and empty do: what nobody knows excludes no rule.</summary>
    public bool MatchesOrUnknown(string? text) => string.IsNullOrEmpty(text) || Matches(text);

    /// <summary>Whether the text matches, as it is.</summary>
    public bool Matches(string text)
    {
        if (_matchesAll)
        {
            return true;
        }

        int at = 0;
        int star = -1;
        int tried = 0;
        int i = 0;
        while (i < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                // As little as possible first; what comes after it decides whether it must take more.
                star = at++;
                tried = i;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || IsSame(pattern[at], text[i])))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                // Only the last star need take more: what an earlier one leaves to it, it can take as well.
                at = star + 1;
                i = ++tried;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }

    public override string ToString() => pattern;

    private static bool IsSame(char one, char other) =>
        one == other || char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
