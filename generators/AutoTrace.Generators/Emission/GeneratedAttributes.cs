namespace AutoTrace.Generators.Emission;

/// <summary>The attributes by which tools, debuggers and stack traces pass over generated code.</summary>
internal static class GeneratedAttributes
{
    private static readonly (string Name, string Text)[] s_attributes =
    [
        ("GeneratedCodeAttribute", "[global::System.CodeDom.Compiler.GeneratedCode(\"AutoTrace.Generators\", \"0.1\")]"),
        ("EditorBrowsableAttribute", "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]"),
        ("DebuggerStepThroughAttribute", "[global::System.Diagnostics.DebuggerStepThrough]"),
        ("StackTraceHiddenAttribute", "[global::System.Diagnostics.StackTraceHidden]"),
        ("ExcludeFromCodeCoverageAttribute", "[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]"),
    ];

    /// <summary>All of them, for a class of our own.</summary>
    public static IEnumerable<string> OnClass => s_attributes.Select(attribute => attribute.Text);

    /// <summary>Those that fit a method that users call, without what the user's part of it carries already.</summary>
    public static IEnumerable<string> OnMethod(IEnumerable<string> present) => s_attributes
        .Where(attribute => attribute.Name != "EditorBrowsableAttribute" && !present.Contains(attribute.Name))
        .Select(attribute => attribute.Text);
}
