namespace AutoTrace.Tests.Shared;

/// <summary>One broken rule in a document.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901); empty for the document as a whole.</param>
/// <param name="Rule">Which: a keyword of the schema, or a rule of <see cref="DocumentRules"/> in a few words.</param>
/// <param name="Found">What stands there instead.</param>
internal readonly record struct Violation(string Pointer, string Rule, string Found)
{
    /// <summary>The pointer one level down, with the two characters escaped that pointers reserve.</summary>
    public static string Below(string pointer, string property) =>
        $"{pointer}/{property.Replace("~", "~0").Replace("/", "~1")}";

    public override string ToString() => $"{(Pointer.Length == 0 ? "document" : Pointer)}: {Rule}: {Found}";
}
