namespace AutoTrace.Generators.Analysis;

/// <summary>Where editors send those who ask what a diagnostic means.</summary>
internal static class HelpLinks
{
    // The RepositoryUrl of the packages.
    private const string Pages = "https://github.com/autotrace/autotrace/blob/main/docs/diagnostics/";

    public static string Of(string id) => $"{Pages}{id}.md";
}
