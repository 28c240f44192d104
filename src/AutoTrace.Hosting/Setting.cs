namespace AutoTrace.Hosting;

/// <summary>One key of the configuration section.</summary>
/// <param name="Key">The option's name.</param>
/// <param name="Allowed">What its value must be, to end a sentence with.</param>
/// <param name="Set">Parses and sets it; throws for a value that makes no sense.</param>
internal sealed record Setting(string Key, string Allowed, Action<AutoTraceOptions, string> Set)
{
    public const string Boolean = "true or false";

    public bool TrySet(AutoTraceOptions options, string text)
    {
        try
        {
            Set(options, text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return false;
        }
    }
}
