using System.Globalization;

namespace AutoTrace.Documents;

/// <summary>
/// One line of <see cref="Exception.StackTrace"/>, <c>   at Shop.Orders.Place(Cart cart) in /src/Orders.cs:line 42</c>,
/// as the parts of an X-Ray frame. Text, because reading frames as objects needs metadata that trimmed programs do not
/// keep.
/// </summary>
internal readonly ref struct StackFrameText
{
    private const string At = "at ";
    private const string In = " in ";
    private const string LinePrefix = ":line ";

    /// <summary>The method with its type: <c>Shop.Orders.Place</c>.</summary>
    public ReadOnlySpan<char> Label { get; private init; }

    /// <summary>The source file; empty when the program has no symbols.</summary>
    public ReadOnlySpan<char> Path { get; private init; }

    public int Line { get; private init; }

    /// <summary>
    /// False for lines that are no frames, such as <c>--- End of stack trace from previous location ---</c>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out StackFrameText frame)
    {
        frame = default;
        text = text.Trim();
        if (!text.StartsWith(At, StringComparison.Ordinal))
        {
            return false;
        }

        text = text[At.Length..];
        ReadOnlySpan<char> path = default;
        int line = 0;
        int fileAt = text.LastIndexOf(In, StringComparison.Ordinal);
        int lineAt = text.LastIndexOf(LinePrefix, StringComparison.Ordinal);
        if (fileAt >= 0 && lineAt > fileAt &&
            int.TryParse(text[(lineAt + LinePrefix.Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out line))
        {
            path = text[(fileAt + In.Length)..lineAt];
            text = text[..fileAt];
        }

        int parameters = text.IndexOf('(');
        frame = new StackFrameText
        {
            Label = parameters > 0 ? text[..parameters] : text,
            Path = path,
            Line = line,
        };
        return !frame.Label.IsEmpty;
    }
}
