using System.Text;

namespace AutoTrace.Model;

/// <summary>Texts as JSON will say them.</summary>
internal static class JsonText
{
    /// <summary>Half a surrogate pair becomes U+FFFD, as it does when it is written.</summary>
    public static string WellFormed(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
