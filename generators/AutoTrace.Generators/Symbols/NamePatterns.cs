namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Patterns of full names, one behind the other with a semicolon between them. <c>*</c> is any text, dots included.
/// </summary>
internal sealed class NamePatterns(string? patterns)
{
    private readonly string[] _patterns = (patterns ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(pattern => pattern.Trim()).Where(pattern => pattern.Length > 0).ToArray();

    public bool IsEmpty => _patterns.Length == 0;

    public bool Match(string name) => _patterns.Any(pattern => Match(pattern, name));

    private static bool Match(string pattern, string name)
    {
        // The last star takes what is left over: if the rest does not fit, it takes one character more.
        int star = -1;
        int taken = 0;
        int p = 0;
        for (int n = 0; n < name.Length;)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                taken = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern.Skip(p).All(c => c == '*');
    }
}
