using System.Text.RegularExpressions;

namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>How a method is traced.</summary>
internal enum Tracing
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>At its calls.</summary>
    Calls,

    /// <summary>Around its body.</summary>
    Body,
}

internal static partial class TracingOf
{
    /// <summary>What a use leaves.</summary>
    /// <param name="tracing">Of the member.</param>
    /// <param name="name">Of its subsegments.</param>
    /// <param name="isIntercepted">Whether a use of this kind is, if the method is traced at its calls.</param>
    public static string? Subsegment(this Tracing tracing, string name, bool isIntercepted = true) =>
        tracing == Tracing.Body || (tracing == Tracing.Calls && isIntercepted) ? name : null;

    /// <summary>A method with its attribute, as one part or two.</summary>
    /// <param name="tracing">Of the method.</param>
    /// <param name="modifiers">Accessibility first.</param>
    /// <param name="signature">Return type, name, type parameters in angle brackets, parameters.</param>
    /// <param name="body">Statements.</param>
    /// <param name="coreModifiers">Those of the modifiers that a body of another name can have.</param>
    public static string Declare(
        this Tracing tracing, string modifiers, string signature, string body, string coreModifiers = "")
    {
        if (tracing != Tracing.Body)
        {
            string attribute = tracing == Tracing.Calls ? "[Traced] " : "";
            return $"{attribute}{modifiers} {coreModifiers} {signature} {{ {body} }}\n";
        }

        string core = Name().Replace(signature, " $1Core$2(").Replace(" = \"d\"", "", StringComparison.Ordinal);
        string isStatic = modifiers.Contains("static", StringComparison.Ordinal) ? "static " : "";
        return $"[Traced] {modifiers} partial {signature};\nprivate {isStatic}{coreModifiers} {core} {{ {body} }}\n";
    }

    [GeneratedRegex(" (\\w+)(<T>)?\\(")]
    private static partial Regex Name();
}
