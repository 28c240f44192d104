using System.Globalization;

namespace AutoTrace.Model;

/// <summary>Turns values that are none of X-Ray's kinds into text.</summary>
internal static class AnnotationText
{
    /// <summary>
    /// The invariant text, of dates and times as ISO 8601 has it; null if the value has none to give.
    /// </summary>
    public static string? Of<T>(T value)
        where T : IFormattable
    {
        try
        {
            // 01/02/2026 is two days, and sorts by neither.
            string? format = value is DateTime or DateTimeOffset or DateOnly or TimeOnly ? "O" : null;
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (Exception)
        {
            // A user's ToString may throw; tracing then says nothing rather than change what the program does.
            return null;
        }
    }
}
