using AutoTrace.Generators.Model;

namespace AutoTrace.Generators.Emission;

/// <summary>The attributes by which tools, debuggers and stack traces pass over generated code.</summary>
internal static class GeneratedAttributes
{
    private const string ComponentModel = "global::System.ComponentModel.";

    private static readonly (string Name, string Text)[] s_attributes =
    [
        ("GeneratedCodeAttribute",
            "[global::System.CodeDom.Compiler.GeneratedCode(\"AutoTrace.Generators\", \"0.1\")]"),
        ("EditorBrowsableAttribute",
            $"[{ComponentModel}EditorBrowsable({ComponentModel}EditorBrowsableState.Never)]"),
        ("DebuggerStepThroughAttribute", "[global::System.Diagnostics.DebuggerStepThrough]"),
        ("StackTraceHiddenAttribute", "[global::System.Diagnostics.StackTraceHidden]"),
        ("ExcludeFromCodeCoverageAttribute", "[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]"),
    ];

    /// <summary>All of them, for a class of our own.</summary>
    public static IEnumerable<string> OnClass => s_attributes.Select(attribute => attribute.Text);

    /// <summary>Those by which users of the method have to be warned, or must not be.</summary>
    public static IEnumerable<string> For(Notices notices) =>
        notices.IsObsolete ? notices.Requirements.Prepend("[global::System.Obsolete]") : notices.Requirements;

    /// <summary>Those that fit a method that users call, without what the user's part of it carries already.</summary>
    public static IEnumerable<string> OnMethod(IEnumerable<string> present) => s_attributes
        .Where(attribute => attribute.Name != "EditorBrowsableAttribute" && !present.Contains(attribute.Name))
        .Select(attribute => attribute.Text);
}
