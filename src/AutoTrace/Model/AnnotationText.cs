using System.Globalization;

namespace AutoTrace.Model;

/// <summary>Turns values that are none of X-Ray's kinds into text.</summary>
internal static class AnnotationText
{
    /// <summary>The invariant text; null if the value has none to give.</summary>
    public static string? Of<T>(T value)
        where T : IFormattable
    {
        try
        {
            return value.ToString(null, CultureInfo.InvariantCulture);
        }
        catch (Exception)
        {
            // A user's ToString may throw; tracing then says nothing rather than change what the program does.
            return null;
        }
    }
}
